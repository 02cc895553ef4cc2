import { type Size, SizeRoundingBehavior } from 'aws-cdk-lib';

/** What EBS offers as gp3 (docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html). */
const GP3 = {
  /** Gibibytes. */
  size: { min: 1, max: 65_536 },
  iops: { min: 3_000, max: 80_000, perGibibyte: 500 },
  /** MiB a second. */
  throughput: { min: 125, max: 2_000, perIops: 0.25 },
} as const;

/** How large and how fast a gp3 volume is. */
export interface Gp3Props {
  readonly size: Size;
  /** @default - 3000 */
  readonly iops?: number;
  /**
   * MiB a second.
   *
   * @default - 125
   */
  readonly throughput?: number;
}

/**
 * Refuses a volume that EBS would not make: a size, a speed out of range, or speeds that do not go with the size and with
 * one another. CloudFormation's rules cannot calculate, so this holds at synthesis and the three are no stack parameters.
 *
 * @throws Error naming the option, what was given and what is allowed.
 */
export function requireGp3({ size, iops, throughput }: Gp3Props): void {
  if (size.isUnresolved()) {
    return;
  }
  const gibibytes = size.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
  if (!isWithin(gibibytes, GP3.size)) {
    throw new Error(
      `dataVolumeSize: given ${gibibytes} GiB, allowed are whole GiB from ${GP3.size.min} to ${GP3.size.max}; Size.gibibytes(10) is one`,
    );
  }
  if (iops !== undefined) {
    requireIops(iops, gibibytes);
  }
  if (throughput !== undefined) {
    requireThroughput(throughput, iops ?? GP3.iops.min);
  }
}

function requireIops(iops: number, gibibytes: number): void {
  const { min, max, perGibibyte } = GP3.iops;
  if (!isWithin(iops, GP3.iops)) {
    throw new Error(`dataVolumeIops: given ${iops}, allowed are whole numbers from ${min} to ${max}`);
  }
  if (iops > gibibytes * perGibibyte) {
    throw new Error(
      `dataVolumeIops: given ${iops} for ${gibibytes} GiB, allowed are ${perGibibyte} for each GiB; give a dataVolumeSize of at least ${Math.ceil(iops / perGibibyte)} GiB, or leave dataVolumeIops out for ${min}`,
    );
  }
}

function requireThroughput(throughput: number, iops: number): void {
  const { min, max, perIops } = GP3.throughput;
  if (!isWithin(throughput, GP3.throughput)) {
    throw new Error(
      `dataVolumeThroughput: given ${throughput} MiB/s, allowed are whole numbers from ${min} to ${max}`,
    );
  }
  if (throughput > iops * perIops) {
    throw new Error(
      `dataVolumeThroughput: given ${throughput} MiB/s with ${iops} IOPS, allowed are ${perIops} MiB/s for each of them; give a dataVolumeIops of at least ${Math.ceil(throughput / perIops)}`,
    );
  }
}

function isWithin(value: number, { min, max }: { readonly min: number; readonly max: number }): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
