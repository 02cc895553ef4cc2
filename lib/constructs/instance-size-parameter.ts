import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';

/**
 * Sizes that a Kafka host can have: x86-64 all, because the image is. Below 4 GiB it runs with a small heap, for
 * development. The host reads its memory at boot, so nothing else depends on the size.
 */
const INSTANCE_SIZES = [
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
 * The stack parameter `InstanceSize`: changed by `cdk deploy --parameters <stack>:InstanceSize=t3.large` without a
 * change of code. A change stops and starts the host and keeps its data.
 *
 * @param byDefault size used when a deploy says nothing
 * @throws Error when the default is not one of INSTANCE_SIZES.
 */
export function instanceSizeParameter(stack: Stack, byDefault: string): InstanceType {
  if (!INSTANCE_SIZES.some((size) => size === byDefault)) {
    throw new Error(`instanceSize: given '${byDefault}', allowed are ${INSTANCE_SIZES.join(', ')}`);
  }
  const parameter = new CfnParameter(stack, 'InstanceSize', {
    description: 'Type of the Kafka host',
    allowedValues: [...INSTANCE_SIZES],
    default: byDefault,
  });
  return new InstanceType(parameter.valueAsString);
}
