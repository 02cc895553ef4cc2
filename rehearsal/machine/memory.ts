/** Memory that Linux reports on a t3.medium, kB: what its 4 GiB leave after the kernel. */
const MEDIUM = 3_915_776;

/** Sizes below medium, each half of the next (https://aws.amazon.com/ec2/instance-types/t3/). */
const SHARES: Readonly<Record<string, number>> = { nano: 1 / 8, micro: 1 / 4, small: 1 / 2 };

/**
 * Memory of a machine, kB, by the type of its instance. None has more than a t3.medium, for the laptop's memory does not
 * grow with a parameter.
 *
 * @param type `t3.micro` …
 */
export function memoryOf(type: string): number {
  return Math.floor(MEDIUM * (SHARES[type.split('.')[1] ?? ''] ?? 1));
}
