import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { BundledFile } from './bundled-file.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Files and folders: where they lie here, and among the programs. */
const AS_THEY_ARE = [
  ['host/units', 'units'],
  ['host/update', 'update'],
  ['host/security-updates', 'security-updates'],
  ['kafka/log4j2.yaml', 'kafka/log4j2.yaml'],
] as const;

export interface ProgramParts {
  /** The agent's modules. */
  readonly agent: readonly BundledFile[];
  /** Folder of Kafka's jars. */
  readonly jars: string;
  /** Folder to fill; it is replaced as a whole. */
  readonly into: string;
}

/**
 * Puts together what hosts run, as the one asset that a deploy uploads: the agent, the units, the updater, Kafka, and
 * SHA256SUMS, by which a host verifies what it fetched. The same sources give the same bytes, so an unchanged asset is not
 * uploaded again.
 */
export async function assemblePrograms({ agent, jars, into }: ProgramParts): Promise<void> {
  const draft = `${into}.${process.pid}.draft`;
  try {
    await mkdir(join(draft, 'kafka', 'libs'), { recursive: true });
    for (const { name, contents } of agent) {
      await mkdir(dirname(join(draft, name)), { recursive: true });
      await writeFile(join(draft, name), contents);
    }
    for (const [from, to] of AS_THEY_ARE) await cp(join(ROOT, from), join(draft, to), { recursive: true });
    for (const jar of await readdir(jars)) {
      await copyFile(join(jars, jar), join(draft, 'kafka', 'libs', jar));
    }
    await writeFile(join(draft, 'SHA256SUMS'), await checksums(draft));
    await replace(into, draft);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Lines as `sha256sum` prints and checks them, sorted by name. */
async function checksums(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const lines = await Promise.all(
    files.sort().map(
      async (file) =>
        `${createHash('sha256')
          .update(await readFile(join(folder, file)))
          .digest('hex')}  ${file}\n`,
    ),
  );
  return lines.join('');
}

/** Unchanged programs stay as they are: somebody may be reading them. */
async function replace(into: string, draft: string): Promise<void> {
  const [before, after] = await Promise.all(
    [into, draft].map((folder) => readFile(join(folder, 'SHA256SUMS'), 'utf8').catch(() => undefined)),
  );
  if (before === after) {
    return;
  }
  const old = `${draft}.old`;
  await rename(into, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') {
      throw error;
    }
  });
  await rename(draft, into);
  await rm(old, { recursive: true, force: true });
}
