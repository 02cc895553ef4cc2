import { KafkaError } from './errors.ts';

const KIBIBYTES_PER_MEBIBYTE = 1024;

const GIBIBYTE = 1024;

/** Firmware and kernel keep up to 15 % of an instance's memory out of MemTotal. */
const KEPT_BACK = 0.15;

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
  const usable = memTotal / KIBIBYTES_PER_MEBIBYTE;
  if (usable < GIBIBYTE * (1 - KEPT_BACK)) {
    throw new KafkaError(
      'too-little-memory',
      `This machine has ${Math.round(usable)} MiB of memory; Kafka needs 1 GiB. Choose a larger instance type.`,
    );
  }
  return Math.min((Math.ceil(usable / GIBIBYTE) * GIBIBYTE) / 4, LARGEST_HEAP);
}
