import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { TAG_ENVIRONMENT, TAG_TARGET, targetsPath } from '../../power/names.ts';
import { anyOfEc2 } from './any-arn.ts';
import { resourceTags } from './resource-tags.ts';

export interface PowerStatementsProps {
  readonly environmentName: string;
  readonly tableArn: string;
  readonly topicArn: string;
}

/** All that `wake` and `reap` may do. Whoever starts or stops a host can do so only with hosts of this environment. */
export function powerStatements(scope: Construct, props: PowerStatementsProps): iam.PolicyStatement[] {
  const { environmentName, tableArn, topicArn } = props;
  return [
    new iam.PolicyStatement({
      sid: 'ReadAndWriteWishes',
      actions: ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
      resources: [tableArn],
    }),
    new iam.PolicyStatement({
      sid: 'ReadTargets',
      actions: ['ssm:GetParametersByPath'],
      resources: [
        Stack.of(scope).formatArn({
          service: 'ssm',
          resource: 'parameter',
          resourceName: targetsPath(environmentName).slice(1),
        }),
      ],
    }),
    new iam.PolicyStatement({
      sid: 'FindHosts',
      actions: ['ec2:DescribeInstances'],
      // DescribeInstances knows no resources and no conditions.
      resources: ['*'],
    }),
    new iam.PolicyStatement({
      sid: 'StartAndStopHostsOfThisEnvironment',
      actions: ['ec2:StartInstances', 'ec2:StopInstances'],
      resources: [anyOfEc2(scope, 'instance')],
      conditions: { StringEquals: resourceTags({ [TAG_ENVIRONMENT]: environmentName }) },
    }),
    new iam.PolicyStatement({
      sid: 'TellOfTransitions',
      actions: ['sns:Publish'],
      resources: [topicArn],
    }),
  ];
}

/**
 * Giving the instances of one target another type, one of a list, and changing nothing else of them: by the same action
 * one could also write their user data, and so become root.
 *
 * The two keys are those that EC2 has for ModifyInstanceAttribute on an instance: which attribute the request sets, and
 * to what (Service Authorization Reference, "Condition keys for Amazon EC2": ec2:Attribute, ec2:Attribute/${AttributeName}).
 */
export function resizeStatement(
  scope: Construct,
  environmentName: string,
  target: string,
  sizes: readonly string[],
): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['ec2:ModifyInstanceAttribute'],
    resources: [anyOfEc2(scope, 'instance')],
    conditions: {
      StringEquals: {
        ...resourceTags({ [TAG_ENVIRONMENT]: environmentName, [TAG_TARGET]: target }),
        'ec2:Attribute': 'InstanceType',
        'ec2:Attribute/InstanceType': [...sizes],
      },
    },
  });
}
