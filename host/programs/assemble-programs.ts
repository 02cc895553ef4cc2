import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { BundledFile } from './bundled-file.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Files and folders: where they lie here, and among the programs. */
type AsTheyAre = readonly (readonly [from: string, to: string])[];

const OF_EVERY_HOST: AsTheyAre = [
  ['host/units/shared', 'units'],
  ['host/update', 'update'],
  ['host/security-updates', 'security-updates'],
];

/** What a laptop has fetched, and where it all goes. */
export interface GatheredParts {
  /** Folder of Kafka's jars. */
  readonly jars: string;
  /** Folder to fill, with one for each kind of host; those are replaced as a whole. */
  readonly into: string;
}

export interface ProgramParts extends GatheredParts {
  /** The agent's modules. */
  readonly agent: readonly BundledFile[];
  /** The collector's. */
  readonly collector: readonly BundledFile[];
}

/**
 * Puts together what hosts run, one asset of a deploy for each kind: the agent, the units, the updater, Kafka or the
 * collector, and SHA256SUMS, by which a host verifies what it fetched. The same sources give the same bytes, so an
 * unchanged asset is not uploaded again.
 */
export async function assemblePrograms({ agent, collector, jars, into }: ProgramParts): Promise<void> {
  await assemble(join(into, 'kafka'), agent, [
    ...OF_EVERY_HOST,
    ['host/units/kafka', 'units'],
    ['kafka/log4j2.yaml', 'kafka/log4j2.yaml'],
    [jars, 'kafka/libs'],
  ]);
  // Chunks are called by their contents, so those that both have are one.
  await assemble(
    join(into, 'redis'),
    [...agent, ...collector],
    [...OF_EVERY_HOST, ['host/units/redis', 'units']],
  );
}

async function assemble(into: string, bundled: readonly BundledFile[], asTheyAre: AsTheyAre): Promise<void> {
  const draft = `${into}.${process.pid}.draft`;
  try {
    await mkdir(draft, { recursive: true });
    for (const { name, contents } of bundled) {
      await mkdir(dirname(join(draft, name)), { recursive: true });
      await writeFile(join(draft, name), contents);
    }
    for (const [from, to] of asTheyAre) await cp(resolve(ROOT, from), join(draft, to), { recursive: true });
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
