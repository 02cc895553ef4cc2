import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ACCOUNT } from './account.ts';
import { mustRun, type RunCommand } from './run-command.ts';

/** Writes the whole file or nothing: whoever reads it meanwhile sees the former content. */
export async function writeWholeFile(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.draft`, content);
  await rename(`${path}.draft`, path);
}

/**
 * The same for what only the account of the services may read, and root: at no time is it readable for others.
 *
 * @throws HostError `command-failed`
 */
export async function writeSecretFile(run: RunCommand, path: string, content: string): Promise<void> {
  const draft = `${path}.draft`;
  await mkdir(dirname(path), { recursive: true });
  // The mode counts only for a file that is not there yet.
  await rm(draft, { force: true });
  await writeFile(draft, content, { mode: 0o600 });
  await mustRun(run, 'chown', [`${ACCOUNT}:`, draft]);
  await rename(draft, path);
}
