/** `<topic>-<partition>`; what is about to be deleted or moved ends otherwise (`….<id>-delete`, `-stray`, `-future`). */
const PARTITION = /^[\w.-]+-\d+$/;

/** Topics of Kafka itself and of ours. */
const INTERNAL = '__';

/**
 * How many partitions a log directory holds, without those of internal topics: what Kafka knows only once it runs.
 *
 * @param names of the entries of the log directory
 */
export function countPartitions(names: readonly string[]): number {
  return names.filter((name) => PARTITION.test(name) && !name.startsWith(INTERNAL)).length;
}
