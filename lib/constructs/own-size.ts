import { Token } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import type { Policy } from '../../power/policy.ts';

/**
 * The policy of somebody's instance with the size in it that the instance gets back, if it has others to fall back to.
 *
 * @param instanceType as its construct has it, undefined if no stack of the app makes it
 * @throws Error when there are fallback sizes and its own is not known, is another, or has another architecture.
 */
export function withOwnSize(policy: Policy, instanceType: string | undefined): Policy {
  const { fallbackSizes, size } = policy;
  if (fallbackSizes.length === 0) {
    return policy;
  }
  const known = Token.isUnresolved(instanceType) ? undefined : instanceType;
  const own = size ?? known;
  if (own === undefined) {
    throw new Error(
      `fallbackSizes: given ${fallbackSizes.join(', ')}, but not the size that it gets back; give policy.size, or an instance with a plain instanceType`,
    );
  }
  if (known !== undefined && own !== known) {
    throw new Error(`policy.size: given '${own}' for an instance of type ${known}; leave it out`);
  }
  requireSameArchitecture(own, fallbackSizes);
  return { ...policy, size: own };
}

function requireSameArchitecture(own: string, sizes: readonly string[]): void {
  const { architecture } = new InstanceType(own);
  const other = sizes.find((size) => new InstanceType(size).architecture !== architecture);
  if (other !== undefined) {
    throw new Error(
      `fallbackSizes: given '${other}' for an instance of type ${own}, which is ${architecture}; choose sizes of that architecture`,
    );
  }
}
