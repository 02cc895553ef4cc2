import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { latestRegistration } from './registration.ts';

/** Folder of the metadata within the log directory. */
const METADATA = '__cluster_metadata-0';

/** `<first offset>.log`, twenty digits. */
const SEGMENT = /^\d{20}\.log$/;

/** `<offset after the last>-<epoch>.checkpoint`. */
const SNAPSHOT = /^\d{20}-\d{10}\.checkpoint$/;

/**
 * The epoch under which a node's broker is, or was, registered, from the copy of the metadata that it keeps itself. It may
 * be asked while the broker runs and when it is dead.
 *
 * @param logDirectory the node's own `log.dirs`
 * @returns undefined if it has never been registered, as far as that copy goes
 */
export async function brokerEpoch(logDirectory: string, node: number): Promise<bigint | undefined> {
  const folder = join(logDirectory, METADATA);
  for (const name of newestFirst(await readdir(folder))) {
    const epoch = latestRegistration(await readFile(join(folder, name)), node);
    if (epoch !== undefined) return epoch;
  }
  return undefined;
}

/** The segments that hold what is newer than the newest snapshot, and that snapshot, which stands for all before it. */
export function newestFirst(names: readonly string[]): string[] {
  const segments = names.filter((name) => SEGMENT.test(name)).sort();
  const snapshot = names
    .filter((name) => SNAPSHOT.test(name))
    .sort()
    .at(-1);
  if (snapshot === undefined) return segments.reverse();
  // The names begin with offsets of the same width, so they compare as the offsets do.
  const first = segments.findLastIndex((name) => name.slice(0, 20) <= snapshot.slice(0, 20));
  return [...segments.slice(Math.max(first, 0)).reverse(), snapshot];
}
