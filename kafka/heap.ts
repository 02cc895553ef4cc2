import { KafkaError } from './errors.ts';

const MEBIBYTE_IN_KIBIBYTES = 1024;

/** Instances come in multiples of this; firmware and kernel keep up to 7 % of it out of MemTotal. */
const STEP = 512;

/** Less does not hold a broker's own structures. */
const SMALLEST_HEAP = 256;

/** Kafka keeps records in the page cache, not in the heap; 4 GiB serve thousands of partitions. */
const LARGEST_HEAP = 4096;

/**
 * Heap of a broker in MiB: a quarter of the machine, because the rest serves reads as page cache.
 *
 * | instance memory | heap |
 * |---|---|
 * | 1 GiB | 256 MiB, for development |
 * | 2 GiB | 512 MiB |
 * | 4 GiB (t3.medium) | 1 GiB |
 * | 8 GiB | 2 GiB |
 * | 16 GiB and more | 4 GiB |
 *
 * @param memTotal kibibytes, `MemTotal` of /proc/meminfo
 * @throws KafkaError `too-little-memory` below 1 GiB
 */
export function heapMegabytes(memTotal: number): number {
  const machine = Math.ceil(memTotal / MEBIBYTE_IN_KIBIBYTES / STEP) * STEP;
  if (machine < 4 * SMALLEST_HEAP) {
    throw new KafkaError(
      'too-little-memory',
      `This machine has ${Math.round(memTotal / MEBIBYTE_IN_KIBIBYTES)} MiB of memory; Kafka needs 1 GiB. Choose a larger instance type.`,
    );
  }
  return Math.min(machine / 4, LARGEST_HEAP);
}
