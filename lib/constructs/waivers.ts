import { Stack, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A finding of cdk-nag or of CloudFormation's validation that we live with. */
interface Waiver {
  /** The finding's id, as the report prints it. */
  readonly id: (stack: Stack) => string;
  readonly reason: string;
}

/** Every waiver and its reason; there is no other place for them in `lib/`. (cfn-lint's are where it runs, in test/referees.) */
const WAIVERS = {
  flowLogs: {
    id: () => 'AwsSolutions::AwsSolutions-VPC7',
    reason:
      'Flow logs are billed by the gigabyte and would cost more than a sleeping host; whoever needs them passes a VPC of theirs by vpcId.',
  },
  actionsWithoutResources: {
    id: () => 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
    reason:
      'DescribeInstances, DescribeVolumes and what Session Manager needs know neither resources nor conditions; none of them changes anything but the own registration with Systems Manager.',
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
  detailedMonitoring: {
    id: () => 'AwsSolutions::AwsSolutions-EC28',
    reason:
      'Detailed monitoring costs 2.10 dollars a month, more than the host asleep; the agent reports every 20 seconds anyway.',
  },
  terminationProtection: {
    id: () => 'AwsSolutions::AwsSolutions-EC29',
    reason:
      'The instance holds nothing: its data is a retained volume of its own. Protected, it could not be replaced by a deploy.',
  },
  namedZone: {
    id: () => 'CloudFormation-Validate::W3010',
    reason:
      'The zone is configuration: not every zone has every instance type, the volume cannot leave its zone, and the host must be where the volume is.',
  },
} as const satisfies Record<string, Waiver>;

export type WaiverName = keyof typeof WAIVERS;

/** The ARN of all resources of a kind, as cdk-nag writes it. */
function anyOf(stack: Stack, kind: 'instance' | 'volume'): string {
  const region = Token.isUnresolved(stack.region) ? '<AWS::Region>' : stack.region;
  const account = Token.isUnresolved(stack.account) ? '<AWS::AccountId>' : stack.account;
  return `arn:aws:ec2:${region}:${account}:${kind}/*`;
}

/** Acknowledges known findings on a construct and what is in it, with their reasons. */
export function waive(construct: IConstruct, ...names: WaiverName[]): void {
  for (const name of names) {
    const { id, reason } = WAIVERS[name];
    Validations.of(construct).acknowledge({ id: id(Stack.of(construct)), reason });
  }
}

/** Acknowledges that a caller of a function may call each of its versions: CDK grants no less. */
export function waiveVersionsOf(construct: IConstruct, functionLogicalId: string): void {
  Validations.of(construct).acknowledge({
    id: `AwsSolutions::AwsSolutions-IAM5[Resource::<${functionLogicalId}.Arn>:*]`,
    reason: 'Whoever may invoke a function may invoke its versions too; this one has none.',
  });
}
