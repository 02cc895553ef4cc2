/**
 * Sizes of brokers, and for each the instance types that do equally well: x86-64 all, because the image is. AWS takes of
 * them what is cheap and unlikely to be taken back (`price-capacity-optimized`), so what a size promises is the least of
 * its types: `small` 2 vCPU that are shared and 4 GiB, `medium` 2 vCPU and 8 GiB, `large` 4 and 16, `xlarge` 8 and 32. A
 * broker reads its memory at boot, so it uses more where it gets more.
 *
 * T types are among themselves: a launch template with their credit specification fails on any other type
 * (`InstanceCreditSpecification.NotSupported`).
 */
export const BROKER_SIZES = {
  small: ['t3.medium', 't3a.medium', 't3.large', 't3a.large', 't3.xlarge', 't3a.xlarge'],
  medium: generalPurpose('large'),
  large: generalPurpose('xlarge'),
  xlarge: generalPurpose('2xlarge'),
} as const satisfies Record<string, readonly string[]>;

export type BrokerSize = keyof typeof BROKER_SIZES;

/** The sizes by name, smallest first. */
export const BROKER_SIZE_NAMES: readonly BrokerSize[] = ['small', 'medium', 'large', 'xlarge'];

/** Whether a size has CPU credits, as T types have. */
export function isBurstable(size: BrokerSize): boolean {
  return BROKER_SIZES[size].some((type) => /^t\d/.test(type));
}

/** Whether there is a size of that name. */
export function isBrokerSize(name: string): name is BrokerSize {
  return Object.hasOwn(BROKER_SIZES, name);
}

/** Generations of two makers: pools of capacity that run dry one by one. */
function generalPurpose(size: string): readonly string[] {
  return ['m5', 'm5a', 'm6i', 'm6a', 'm7i', 'm7i-flex'].map((family) => `${family}.${size}`);
}
