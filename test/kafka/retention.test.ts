import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { retentionFor } from '../../kafka/retention.ts';

const MEBIBYTE = 1024 ** 2;
const GIBIBYTE = 1024 ** 3;
const KAFKAS_OWN = 512 * MEBIBYTE;

/** The part of the disk that is taken when each of `partitions` is at its limit with a segment on top. */
function filled(diskBytes: number, found: number, partitions: number): number {
  const { bytes, segmentBytes } = retentionFor({ diskBytes, partitions: found });
  return (partitions * (bytes + segmentBytes) + KAFKAS_OWN) / diskBytes;
}

describe('what each partition keeps', () => {
  it.each([
    ['the default disk and a few topics', 10, 0, 533, 64],
    ['the default disk and thirty topics', 10, 30, 140, 19],
    ['a disk that was grown', 20, 30, 288, 41],
    ['a large disk', 100, 6, 6293, 64],
  ])('follows from %s', (_what, gibibytes, partitions, kept, segment) => {
    expect(retentionFor({ diskBytes: gibibytes * GIBIBYTE, partitions })).toEqual({
      bytes: kept * MEBIBYTE,
      segmentBytes: segment * MEBIBYTE,
    });
  });

  it('leaves a quarter of the disk free, also with half as many partitions again before the next boot', () => {
    const disks = fc.integer({ min: 1, max: 16_384 }).map((gibibytes) => gibibytes * GIBIBYTE);
    fc.assert(
      fc.property(disks, fc.nat(2_000), (diskBytes, found) => {
        const room = Math.max(12, Math.ceil(1.5 * found));
        // As long as the disk holds the least that each partition keeps: 16 MiB and a segment of 4.
        fc.pre(room * 20 * MEBIBYTE + KAFKAS_OWN <= 0.75 * diskBytes);
        expect(filled(diskBytes, found, room)).toBeLessThanOrEqual(0.75);
      }),
    );
  });

  it('is at least 16 MiB, however small the disk, and at most 16 GiB, however large', () => {
    expect(retentionFor({ diskBytes: GIBIBYTE, partitions: 5_000 }).bytes).toBe(16 * MEBIBYTE);
    expect(retentionFor({ diskBytes: 0, partitions: 0 }).bytes).toBe(16 * MEBIBYTE);
    expect(retentionFor({ diskBytes: 16_384 * GIBIBYTE, partitions: 1 }).bytes).toBe(16 * GIBIBYTE);
  });

  it('is a few segments, since Kafka deletes them whole', () => {
    fc.assert(
      fc.property(fc.nat(16_384), fc.nat(2_000), (gibibytes, partitions) => {
        const { bytes, segmentBytes } = retentionFor({ diskBytes: gibibytes * GIBIBYTE, partitions });
        expect(bytes / segmentBytes).toBeGreaterThanOrEqual(4);
      }),
    );
  });
});
