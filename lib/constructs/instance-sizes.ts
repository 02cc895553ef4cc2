import { Token } from 'aws-cdk-lib';
import { InstanceArchitecture, type InstanceType } from 'aws-cdk-lib/aws-ec2';

/**
 * Sizes that a deploy can choose for a Kafka host, and that it can fall back to: x86-64 all, because the image is. Below
 * 4 GiB it runs with a small heap, for development. The host reads its memory at boot, so nothing else depends on the size.
 */
export const KAFKA_SIZES = [
  't3.small',
  't3.medium',
  't3.large',
  't3.xlarge',
  't3a.small',
  't3a.medium',
  't3a.large',
  't3a.xlarge',
  'm6i.large',
  'm6i.xlarge',
] as const;

/**
 * The same for a Redis host. Nothing smaller than 1 GiB: half of that goes to the system, the agent and the collector.
 * More memory holds more events, if the data volume grows with it (docs/operations.md).
 */
export const REDIS_SIZES = [
  't3.micro',
  't3.small',
  't3.medium',
  't3.large',
  't3a.micro',
  't3a.small',
  't3a.medium',
  't3a.large',
  'm6i.large',
  'r6i.large',
] as const;

/**
 * Refuses sizes that are not among those allowed.
 *
 * @param option what they were given as, for the message
 * @throws Error naming the first that is not.
 */
export function requireKnownSizes(
  option: string,
  sizes: readonly string[],
  allowed: readonly string[],
): void {
  for (const given of sizes) {
    if (!allowed.includes(given)) {
      throw new Error(`${option}: given '${given}', allowed are ${allowed.join(', ')}`);
    }
  }
}

/**
 * Refuses a type on which the image does not run. One that is only known at deploy time passes: its parameter has to
 * say which values it allows.
 *
 * @throws Error when it is not x86-64.
 */
export function requireImageArchitecture(instanceType: InstanceType): void {
  const given = instanceType.toString();
  if (!Token.isUnresolved(given) && instanceType.architecture !== InstanceArchitecture.X86_64) {
    throw new Error(
      `instanceType: given '${given}', which is ${instanceType.architecture}; the image is x86-64, so choose a type such as t3.medium or m6i.large`,
    );
  }
}
