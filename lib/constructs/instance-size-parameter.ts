import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { requireKnownSizes } from './instance-sizes.ts';

export interface InstanceSizeParameterProps {
  /** What has that size: `the Kafka host`. */
  readonly of: string;
  /** Size used when a deploy says nothing. */
  readonly byDefault: string;
  /** Sizes that a deploy may give. */
  readonly allowed: readonly string[];
}

/**
 * The stack parameter `InstanceSize`: changed by `cdk deploy --parameters <stack>:InstanceSize=t3.large` without a
 * change of code. A change stops and starts the host and keeps its data.
 *
 * @throws Error when the default is not one of those allowed.
 */
export function instanceSizeParameter(
  stack: Stack,
  { of, byDefault, allowed }: InstanceSizeParameterProps,
): InstanceType {
  requireKnownSizes('instanceSize', [byDefault], allowed);
  const parameter = new CfnParameter(stack, 'InstanceSize', {
    description: `Type of ${of}`,
    allowedValues: [...allowed],
    default: byDefault,
  });
  return new InstanceType(parameter.valueAsString);
}
