import { describe, expect, it } from '@jest/globals';
import { Lazy, Size } from 'aws-cdk-lib';
import { type Gp3Props, requireGp3 } from '../../../lib/constructs/gp3.ts';

const disk =
  (gibibytes: number, speed: Omit<Gp3Props, 'size'> = {}) =>
  () =>
    requireGp3({ size: Size.gibibytes(gibibytes), ...speed });

describe('a gp3 volume', () => {
  it.each<[string, () => void]>([
    ['the smallest', disk(1)],
    ['the largest and fastest', disk(65_536, { iops: 80_000, throughput: 2_000 })],
    ['as many operations as its size gives', disk(10, { iops: 5_000 })],
    ['as much throughput as its operations give', disk(10, { iops: 4_000, throughput: 1_000 })],
    ['as much throughput as 3000 operations give', disk(10, { throughput: 750 })],
    [
      'a size that only the deploy knows',
      () => requireGp3({ size: Size.gibibytes(Lazy.number({ produce: () => 10 })) }),
    ],
  ])('may be %s', (_what, check) => {
    expect(check).not.toThrow();
  });

  it.each<[string, () => void, string]>([
    ['smaller', disk(0), 'dataVolumeSize: given 0 GiB, allowed are whole GiB from 1 to 65536'],
    ['larger', disk(65_537), 'dataVolumeSize: given 65537 GiB'],
    [
      'slower than all are',
      disk(10, { iops: 100 }),
      'dataVolumeIops: given 100, allowed are whole numbers from 3000 to 80000',
    ],
    ['faster than any is', disk(10_000, { iops: 80_001 }), 'dataVolumeIops: given 80001'],
    [
      'too small for its operations',
      disk(10, { iops: 5_001 }),
      'dataVolumeIops: given 5001 for 10 GiB, allowed are 500 for each GiB; give a dataVolumeSize of at least 11 GiB',
    ],
    [
      'of less throughput than all have',
      disk(10, { throughput: 100 }),
      'dataVolumeThroughput: given 100 MiB/s, allowed are whole numbers from 125 to 2000',
    ],
    ['of half a MiB', disk(10, { throughput: 125.5 }), 'dataVolumeThroughput: given 125.5 MiB/s'],
    [
      'of more throughput than its operations carry',
      disk(10, { throughput: 751 }),
      'dataVolumeThroughput: given 751 MiB/s with 3000 IOPS, allowed are 0.25 MiB/s for each of them; give a dataVolumeIops of at least 3004',
    ],
  ])('cannot be %s', (_what, check, message) => {
    expect(check).toThrow(message);
  });
});
