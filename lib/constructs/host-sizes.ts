import { Token } from 'aws-cdk-lib';
import type { InstanceType } from 'aws-cdk-lib/aws-ec2';
import type { Policy } from '../../power/policy.ts';
import { requireImageArchitecture, requireKnownSizes } from './instance-sizes.ts';

/** What a host's size follows from. */
export interface HostSizesProps {
  readonly policy: Policy;
  readonly instanceType: InstanceType;
  /** Sizes that a stack parameter may give, and that the host may fall back to. */
  readonly allowed: readonly string[];
}

/** How a host's size is kept, and what it may be for a while. */
export interface HostSizes {
  /** The policy with the own size in it, if there is one to get back. */
  readonly policy: Policy;
  /** What the reaper may make of it: the fallback sizes, and its own again. Empty if there is nothing to fall back to. */
  readonly mayBecome: readonly string[];
}

/**
 * The sizes that follow from what a stack chose.
 *
 * @throws Error when the image would not run on one of them, or the policy names an own size besides instanceType.
 */
export function hostSizes({ policy, instanceType, allowed }: HostSizesProps): HostSizes {
  const { fallbackSizes, size: given } = policy;
  if (given !== undefined) {
    throw new Error(`policy.size: given '${given}'; leave it out, the size of a host is its instanceType`);
  }
  requireImageArchitecture(instanceType);
  requireKnownSizes('fallbackSizes', fallbackSizes, allowed);
  if (fallbackSizes.length === 0) {
    return { policy, mayBecome: [] };
  }
  const size = instanceType.toString();
  // A stack parameter is known only at deploy time; it has one of these.
  const ownSizes = Token.isUnresolved(size) ? allowed : [size];
  return {
    policy: { ...policy, size },
    mayBecome: [...new Set([...fallbackSizes, ...ownSizes])],
  };
}
