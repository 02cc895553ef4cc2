import { describe, expect, it } from '@jest/globals';
import { heapMegabytes } from '../../kafka/heap.ts';

describe('the heap', () => {
  it.each([
    ['t3.micro', 935_324, 256],
    ['t3.small', 1_956_184, 512],
    ['t3.medium', 3_915_776, 1024],
    ['t3.large', 7_994_032, 2048],
    ['t3.xlarge', 16_074_308, 4096],
    ['m7i.4xlarge', 64_600_000, 4096],
  ])('of a %s is a quarter of its memory, 4 GiB at most', (_type, memTotal, megabytes) => {
    expect(heapMegabytes(memTotal)).toBe(megabytes);
  });

  it('does not fit into half a gibibyte', () => {
    expect(() => heapMegabytes(470_000)).toThrow(
      expect.objectContaining({
        code: 'too-little-memory',
        message: 'This machine has 459 MiB of memory; Kafka needs 1 GiB. Choose a larger instance type.',
      }),
    );
  });
});
