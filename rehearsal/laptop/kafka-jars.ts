import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checksumsOf, formatChecksums, parseChecksums, requireSame } from './checksums.ts';
import { installOnce } from './install-once.ts';
import { run } from './run.ts';

/** What is in the distribution, and its checksums. */
const DISTRIBUTION = join(import.meta.dirname, '..', '..', 'kafka', 'distribution');
const COORDINATES = join(DISTRIBUTION, 'jgo.toml');
const JAR_CHECKSUMS = join(DISTRIBUTION, 'jars.sha256');

/**
 * Kafka's jars in one flat folder, each of them checked.
 *
 * @param python a Python with jgo, which resolves Maven coordinates without Maven
 * @param target folder, without the digest that is added
 * @throws LaptopError 'install-failed' or 'checksum-differs'.
 */
export async function kafkaJars(python: string, target: string): Promise<string> {
  const pinned = await readFile(JAR_CHECKSUMS, 'utf8');
  return installOnce(target, [pinned], async (draft) => {
    const names = await resolveJars(python, draft);
    requireSame(parseChecksums(pinned), await checksumsOf(draft, names));
  });
}

/**
 * Pins what the coordinates come to now.
 *
 * @param folder a folder to work in; it is removed
 */
export async function pinKafkaJars(python: string, folder: string): Promise<void> {
  try {
    const names = await resolveJars(python, folder);
    await writeFile(JAR_CHECKSUMS, formatChecksums(await checksumsOf(folder, names)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Resolves the coordinates into a flat folder, whatever they come to.
 *
 * @returns the jars' names, sorted
 */
async function resolveJars(python: string, folder: string): Promise<string[]> {
  const cache = `${folder}.jgo`;
  await mkdir(folder, { recursive: true });
  try {
    await run(
      python,
      ['-m', 'jgo', '--links', 'copy', '--file', COORDINATES, '--resolver', 'python', 'sync'],
      {
        // npm sets COLOR=0 for its scripts, which jgo refuses.
        env: { ...process.env, JGO_CACHE_DIR: cache, COLOR: 'never' },
      },
    );
    const jars = (await readdir(cache, { recursive: true })).filter((file) => file.endsWith('.jar'));
    for (const jar of jars) {
      await copyFile(join(cache, jar), join(folder, basename(jar)));
    }
    return jars.map((jar) => basename(jar)).sort();
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}
