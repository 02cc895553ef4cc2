import { describe, expect, it } from '@jest/globals';
import { redisMemory } from '../../../host/redis/redis-memory.ts';

const MEBIBYTE = 1024 ** 2;
const GIBIBYTE = 1024 ** 3;

/** What Linux leaves of a machine's memory (est.), in kibibytes. */
const memTotal = (gibibytes: number): number => Math.floor(gibibytes * 0.97 * 1024 * 1024 - 70 * 1024);

/** MiB for Redis on a machine of that size with a disk that does not matter. */
const most = (gibibytes: number): number => redisMemory(memTotal(gibibytes), 1024 * GIBIBYTE).most / MEBIBYTE;

describe("Redis' memory", () => {
  it.each([
    [0.5, 61],
    [1, 458],
    [2, 1253],
    [4, 2842],
    [16, 12_377],
    [64, 50_519],
  ])('on a machine of %f GiB is %i MiB', (gibibytes, mebibytes) => {
    expect(most(gibibytes)).toBe(mebibytes);
  });

  it('holds ten minutes of 3,333 events a second on a t3.micro, with its 3 GiB of disk', () => {
    const perEvent = 228;
    expect(redisMemory(942_080, 3 * GIBIBYTE).most).toBeGreaterThan(600 * 3_333 * perEvent);
  });

  it.each([0.5, 1, 2, 4, 8, 16, 32, 64])(
    'leaves a machine of %f GiB the rest of the host and a fifth for the copy of a rewrite',
    (gibibytes) => {
      const left = memTotal(gibibytes) / 1024 - most(gibibytes);
      expect(left).toBeGreaterThanOrEqual(350 + most(gibibytes) / 4);
    },
  );

  it('is at most a fifth of the disk: a full disk would end Redis', () => {
    expect(redisMemory(memTotal(4), 5 * GIBIBYTE).most).toBe(GIBIBYTE);
  });

  it('has its file rewritten once it could have been filled once', () => {
    const { most: limit, rewriteFrom } = redisMemory(memTotal(1), 3 * GIBIBYTE);
    expect(rewriteFrom).toBe(limit);
  });

  it('is refused to a machine or a disk that is too small for any', () => {
    expect(() => redisMemory(380_000, 3 * GIBIBYTE)).toThrow('Redis would get 16 MiB of 371 MiB of memory');
    expect(() => redisMemory(memTotal(1), 100 * MEBIBYTE)).toThrow('raise dataVolumeSize');
  });
});
