import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { INSTANCE_SIZES, requireKnownSizes } from './instance-sizes.ts';

/**
 * The stack parameter `InstanceSize`: changed by `cdk deploy --parameters <stack>:InstanceSize=t3.large` without a
 * change of code. A change stops and starts the host and keeps its data.
 *
 * @param byDefault size used when a deploy says nothing
 * @throws Error when the default is not one of INSTANCE_SIZES.
 */
export function instanceSizeParameter(stack: Stack, byDefault: string): InstanceType {
  requireKnownSizes('instanceSize', [byDefault]);
  const parameter = new CfnParameter(stack, 'InstanceSize', {
    description: 'Type of the Kafka host',
    allowedValues: [...INSTANCE_SIZES],
    default: byDefault,
  });
  return new InstanceType(parameter.valueAsString);
}
