import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LaptopError } from './errors.ts';

/** SHA-256 by file name. */
export type Checksums = ReadonlyMap<string, string>;

/** Reads lines of `<sha256>  <file name>`, as `sha256sum` prints them. */
export function parseChecksums(text: string): Checksums {
  return new Map(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [sum = '', name = ''] = line.trim().split(/\s+/);
        return [name, sum];
      }),
  );
}

/** The opposite of `parseChecksums`, sorted by name. */
export function formatChecksums(checksums: Checksums): string {
  return [...checksums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sum]) => `${sum}  ${name}\n`)
    .join('');
}

/** The checksums of files of one folder. */
export async function checksumsOf(folder: string, names: string[]): Promise<Checksums> {
  return new Map(
    await Promise.all(
      names.map(
        async (name) =>
          [
            name,
            createHash('sha256')
              .update(await readFile(join(folder, name)))
              .digest('hex'),
          ] as const,
      ),
    ),
  );
}

/**
 * Holds what arrived against what was pinned.
 *
 * @throws LaptopError 'checksum-differs', naming every file that differs, is missing or was not expected.
 */
export function requireSame(expected: Checksums, found: Checksums): void {
  const complaints = [...new Set([...expected.keys(), ...found.keys()])].sort().flatMap((name) => {
    const [want, have] = [expected.get(name), found.get(name)];
    if (want === have) {
      return [];
    }
    return [
      have === undefined
        ? `${name}: missing`
        : want === undefined
          ? `${name}: not expected`
          : `${name}: expected ${want}, found ${have}`,
    ];
  });
  if (complaints.length > 0) {
    throw new LaptopError(
      'checksum-differs',
      `Kafka's jars are not those that were pinned (kafka/distribution/jars.sha256):\n${complaints.join('\n')}\n` +
        'delete .catnap and try again; if it stays so, your package registry serves other files',
    );
  }
}
