import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { directoryParameter } from '../../power/names.ts';
import { anyGroup, anyOfEc2 } from './any-arn.ts';
import { parameterArns } from './parameter-arns.ts';
import { resourceTags } from './resource-tags.ts';

export interface BrokerStatementsProps {
  readonly environmentName: string;
  /** What its settings and programs are called. */
  readonly role: string;
  /** What its group, its instance and its volume carry, and those of no other broker. */
  readonly tags: Readonly<Record<string, string>>;
  /** Where its name is. */
  readonly zone: IHostedZone;
  /** Its name, without a dot at the end. */
  readonly hostName: string;
}

/** What a broker of a cluster may do beyond what every host may: publish its name, keep its identity, and leave. */
export function brokerStatements(scope: Construct, props: BrokerStatementsProps): iam.PolicyStatementProps[] {
  const directory = parameterArns(Stack.of(scope), [directoryParameter(props.environmentName, props.role)]);
  const ofThisBroker = { StringEquals: resourceTags(props.tags) };
  return [
    { sid: 'ReadDirectoryId', actions: ['ssm:GetParameter'], resources: directory },
    { sid: 'KeepDirectoryId', actions: ['ssm:PutParameter'], resources: directory },
    {
      // Keys of the Route 53 Developer Guide, "Using IAM policy conditions for fine-grained access control".
      sid: 'PublishName',
      actions: ['route53:ChangeResourceRecordSets'],
      resources: [props.zone.hostedZoneArn],
      conditions: {
        'ForAllValues:StringEquals': {
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': [props.hostName],
          'route53:ChangeResourceRecordSetsRecordTypes': ['A'],
          'route53:ChangeResourceRecordSetsActions': ['UPSERT'],
        },
      },
    },
    {
      sid: 'DetachOwnVolume',
      actions: ['ec2:DetachVolume'],
      resources: [anyOfEc2(scope, 'volume'), anyOfEc2(scope, 'instance')],
      conditions: ofThisBroker,
    },
    {
      sid: 'LetItselfBeReplaced',
      actions: ['autoscaling:TerminateInstanceInAutoScalingGroup'],
      resources: [anyGroup(scope)],
      conditions: ofThisBroker,
    },
  ];
}
