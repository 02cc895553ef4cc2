import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Installs something into a folder once, whole or not at all.
 *
 * The folder's name carries a digest of what went in, so that a changed pin is installed anew. It is filled under
 * another name and then renamed: a second rehearsal that starts meanwhile, or one that is interrupted, never sees half
 * of it.
 *
 * @param target where it shall be, without the digest
 * @param ingredients texts that decide what is installed (a requirements file, a version, …)
 * @param fill puts it into the folder given
 * @returns the folder
 */
export async function installOnce(
  target: string,
  ingredients: string[],
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const digest = createHash('sha256').update(ingredients.join('\0')).digest('hex').slice(0, 12);
  const folder = `${target}-${digest}`;
  if (existsSync(folder)) {
    return folder;
  }
  const draft = `${folder}.${randomUUID().slice(0, 8)}`;
  await mkdir(dirname(target), { recursive: true });
  try {
    await fill(draft);
    await rename(draft, folder).catch((error: NodeJS.ErrnoException) => {
      // Somebody else was faster; theirs is the same.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') {
        throw error;
      }
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}
