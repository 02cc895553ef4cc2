import { murmur2 } from './murmur2.ts';

/**
 * Where a record belongs while all is well: a partition, or any hash of the record, which is taken modulo the number of
 * partitions. Both are the same to the balancer.
 *
 * @param key as it will be sent; undefined if the record has none
 * @param partitions how many the topic has, at least one
 * @returns a safe integer, at least 0
 */
export type Partitioner = (key: Uint8Array | string | undefined, topic: string, partitions: number) => number;

/** The hash by which Kafka's Java producer places a key: `murmur2` without its sign. */
export function hashOfKey(key: Uint8Array | string): number {
  return murmur2(typeof key === 'string' ? Buffer.from(key) : key) & 0x7fffffff;
}

/** The partition in which Kafka's Java producer puts a key, if it is not told otherwise. */
export function partitionForKey(key: Uint8Array | string, partitions: number): number {
  return hashOfKey(key) % partitions;
}

/**
 * Keys as Kafka's Java producer places them. Records without a key take turns: each goes to the partition after the one
 * before it.
 */
export function javaPartitioner(): Partitioner {
  let turn = 0;
  return (key) => {
    if (key !== undefined) return hashOfKey(key);
    turn = (turn + 1) % Number.MAX_SAFE_INTEGER;
    return turn;
  };
}
