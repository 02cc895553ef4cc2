import { Stack, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A finding that we live with. */
interface Waiver {
  /**
   * Who finds it and by which rule, `<referee>::<rule>`: AwsSolutions (cdk-nag), CloudFormation-Validate, cfn-lint or
   * checkov.
   */
  readonly id: string | ((stack: Stack) => string);
  readonly reason: string;
}

/**
 * Every waiver and its reason; there is no other place for them. A test runs all four referees, takes from what they find
 * what is waived here, and fails for what is left, and for a waiver that nothing was found for.
 */
export const WAIVERS = {
  flowLogs: {
    id: 'AwsSolutions::AwsSolutions-VPC7',
    reason:
      'Flow logs are billed by the gigabyte and would cost more than a sleeping host; whoever needs them passes a VPC of theirs by vpcId.',
  },
  actionsWithoutResources: {
    id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
    reason:
      'DescribeInstances, DescribeVolumes and what Session Manager needs know neither resources nor conditions by tag; none of them changes anything but the own registration and sessions with Systems Manager.',
  },
  taggedInstances: {
    id: (stack) => `AwsSolutions::AwsSolutions-IAM5[Resource::${anyOf(stack, 'instance')}]`,
    reason:
      "Hosts are found by tags, so that they can be replaced; the statement's condition admits only those of this environment.",
  },
  taggedVolumes: {
    id: (stack) => `AwsSolutions::AwsSolutions-IAM5[Resource::${anyOf(stack, 'volume')}]`,
    reason:
      "Volumes are found by tags, so that a retained one can be adopted; the statement's condition admits only those of this target.",
  },
  taggedGroups: {
    id: (stack) => `AwsSolutions::AwsSolutions-IAM5[Resource::${anyGroupOf(stack)}]`,
    reason:
      "The ARN of an Auto Scaling group holds an id that nobody can foresee; the statement's condition admits only the groups of this cluster, for a broker its own.",
  },
  detailedMonitoring: {
    id: 'AwsSolutions::AwsSolutions-EC28',
    reason:
      'Detailed monitoring costs 2.10 dollars a month, more than the host asleep; the agent reports every 20 seconds anyway.',
  },
  terminationProtection: {
    id: 'AwsSolutions::AwsSolutions-EC29',
    reason:
      'The instance holds nothing: its data is a retained volume of its own. Protected, it could not be replaced by a deploy.',
  },
  groupDisks: {
    id: 'AwsSolutions::AwsSolutions-EC26',
    reason:
      'The rule fails on a group with a mixed instances policy instead of looking into its launch template. The root disks are encrypted, which a test of ours holds.',
  },
  scalingMails: {
    id: 'AwsSolutions::AwsSolutions-AS3',
    reason:
      'Each sleep and each wake would be a message for every broker. The reaper tells of what counts: transitions, and brokers that are not to be had.',
  },
  lastQueue: {
    id: 'AwsSolutions::AwsSolutions-SQS3',
    reason: 'It is itself the queue for dead letters; nothing reads from it that could fail.',
  },
  namedZone: {
    id: 'CloudFormation-Validate::W3010',
    reason:
      'The zone is configuration: not every zone has every instance type, the volume cannot leave its zone, and the host must be where the volume is.',
  },
  roleNamedTwice: {
    id: 'cfn-lint::W3005',
    reason:
      'CDK makes a function and an instance profile wait for their role together with its policies, and so names the role a second time beside the reference; the order is the same with or without it.',
  },
  sessionManager: {
    id: 'checkov::CKV_AWS_111',
    reason:
      'What Session Manager needs knows no resources: a host registers itself and opens the channels of its own sessions. Without it the only way in would be a port.',
  },
  publicAddress: {
    id: 'checkov::CKV_AWS_88',
    reason:
      'The address is the way out, and is given back when the host stops; a NAT gateway costs 32.85 dollars a month. No security group lets anything in from the internet.',
  },
  tableKey: {
    id: 'checkov::CKV_AWS_119',
    reason:
      "DynamoDB encrypts the table with its own key; a key of one's own costs a dollar a month, two thirds of an environment asleep.",
  },
  topicKey: {
    id: 'checkov::CKV_AWS_26',
    reason:
      "Under AWS's own key no alarm could publish, and nothing would say so; a key of one's own costs a dollar a month. The topic keeps nothing: messages pass through, encrypted on the way.",
  },
  queueKey: {
    id: 'checkov::CKV_AWS_27',
    reason:
      "SQS encrypts the queue with its own key (SSE-SQS), which checkov does not count; a key of one's own costs a dollar a month.",
  },
  logKey: {
    id: 'checkov::CKV_AWS_158',
    reason:
      "CloudWatch encrypts logs with its own key; a key of one's own costs a dollar a month. Logs hold no secret and no record.",
  },
  noVpc: {
    id: 'checkov::CKV_AWS_117',
    reason:
      'It calls EC2, SSM, DynamoDB and SNS and nothing in the VPC; from within it would need a NAT gateway (32.85 dollars a month) or endpoints to reach them.',
  },
  noReservedConcurrency: {
    id: 'checkov::CKV_AWS_115',
    reason:
      'A new account may run ten calls at a time in all, and AWS refuses to reserve any of those: the deploy would fail.',
  },
  noDeadLetterConfig: {
    id: 'checkov::CKV_AWS_116',
    reason:
      'Failed calls of reap go to a queue as its on-failure destination, which says why they failed, as a dead-letter configuration would not; wake is called by people who wait for the answer.',
  },
  plainVariables: {
    id: 'checkov::CKV_AWS_173',
    reason:
      "Lambda encrypts variables with its own key; these hold the environment's name, its table and its topic, and no secret.",
  },
  publicUrl: {
    id: 'checkov::CKV_AWS_258',
    reason:
      'Only with publicWake, which is there for visitors without credentials: the function lets them wake, up to a cap for each day, and see the state, and nothing else.',
  },
} as const satisfies Record<string, Waiver>;

export type WaiverName = keyof typeof WAIVERS;

/** The ARN of all resources of a kind, as cdk-nag writes it. */
function anyOf(stack: Stack, kind: 'instance' | 'volume'): string {
  return `arn:aws:ec2:${placeOf(stack)}:${kind}/*`;
}

function anyGroupOf(stack: Stack): string {
  return `arn:aws:autoscaling:${placeOf(stack)}:autoScalingGroup:*:autoScalingGroupName/*`;
}

function placeOf(stack: Stack): string {
  const region = Token.isUnresolved(stack.region) ? '<AWS::Region>' : stack.region;
  const account = Token.isUnresolved(stack.account) ? '<AWS::AccountId>' : stack.account;
  return `${region}:${account}`;
}

/** Acknowledges known findings on a construct and what is in it, with their reasons. */
export function waive(construct: IConstruct, ...names: WaiverName[]): void {
  for (const name of names) {
    const { id, reason }: Waiver = WAIVERS[name];
    Validations.of(construct).acknowledge({
      id: typeof id === 'string' ? id : id(Stack.of(construct)),
      reason,
    });
  }
}
