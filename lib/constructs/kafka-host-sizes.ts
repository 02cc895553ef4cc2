import { Token } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import type { Policy } from '../../power/policy.ts';
import { INSTANCE_SIZES, requireImageArchitecture, requireKnownSizes } from './instance-sizes.ts';

/** The size of a Kafka host, and those that it may have for a while. */
export interface KafkaHostSizes {
  readonly instanceType: InstanceType;
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
export function kafkaHostSizes(
  policy: Policy,
  instanceType: InstanceType = new InstanceType('t3.medium'),
): KafkaHostSizes {
  const { fallbackSizes, size: given } = policy;
  if (given !== undefined) {
    throw new Error(
      `policy.size: given '${given}'; leave it out, the size of a Kafka host is its instanceType`,
    );
  }
  requireImageArchitecture(instanceType);
  requireKnownSizes('fallbackSizes', fallbackSizes);
  if (fallbackSizes.length === 0) {
    return { instanceType, policy, mayBecome: [] };
  }
  const size = instanceType.toString();
  // A stack parameter is known only at deploy time; it has one of these.
  const ownSizes = Token.isUnresolved(size) ? INSTANCE_SIZES : [size];
  return {
    instanceType,
    policy: { ...policy, size },
    mayBecome: [...new Set([...fallbackSizes, ...ownSizes])],
  };
}
