/** What EC2 and Auto Scaling say of a cluster, read into its groups and members. */
import type { Activity, AutoScalingGroup, InstancesDistribution } from '@aws-sdk/client-auto-scaling';
import type { Instance as Ec2Instance } from '@aws-sdk/client-ec2';
import { TAG_BROKER, TAG_TARGET } from '../names.ts';
import type { BrokerGroup, LaunchFailure, Market, Member } from './target.ts';

interface Tagged {
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[];
}

/** The target that a group belongs to, by its tags. */
export function targetOf(group: AutoScalingGroup): string | undefined {
  return tagOf(group, TAG_TARGET);
}

/** A broker's group; undefined without a node id. */
export function describedGroup(group: AutoScalingGroup): BrokerGroup | undefined {
  const { AutoScalingGroupName, DesiredCapacity = 0, MixedInstancesPolicy } = group;
  const node = nodeOf(group);
  if (!AutoScalingGroupName || node === undefined) return undefined;
  const market = marketOf(MixedInstancesPolicy?.InstancesDistribution);
  return { name: AutoScalingGroupName, node, desired: DesiredCapacity, market };
}

/** An instance of that target's brokers; undefined if it is none, or has ended. EC2 always fills in these fields. */
export function describedMember(described: Ec2Instance, target: string): Member | undefined {
  const { InstanceId, State, LaunchTime, InstanceType, InstanceLifecycle, Placement } = described;
  const node = nodeOf(described);
  if (tagOf(described, TAG_TARGET) !== target || node === undefined) return undefined;
  if (!InstanceId || !State?.Name || !LaunchTime || !InstanceType || State.Name === 'terminated')
    return undefined;
  return {
    id: InstanceId,
    node,
    state: State.Name,
    launchTime: LaunchTime.toISOString(),
    type: InstanceType,
    zone: Placement?.AvailabilityZone ?? '',
    market: InstanceLifecycle === 'spot' ? 'spot' : 'on-demand',
  };
}

/** How an activity that is over ended. */
const ENDS: readonly (string | undefined)[] = ['Successful', 'Failed', 'Cancelled'];

/** Why the newest activity that is over failed; undefined if it did not. `activities` come newest first. */
export function newestFailure(activities: readonly Activity[]): LaunchFailure | undefined {
  const ended = activities.find(({ StatusCode }) => ENDS.includes(StatusCode));
  if (ended?.StatusCode !== 'Failed' || !ended.StartTime) return undefined;
  return {
    at: ended.StartTime.toISOString(),
    text: ended.StatusMessage ?? ended.Description ?? 'no reason given',
  };
}

/** A group's distribution with its one instance bought there; the rest of it, such as the strategy, is as it was. */
export function distributionFor(market: Market, group: AutoScalingGroup | undefined): InstancesDistribution {
  return {
    ...group?.MixedInstancesPolicy?.InstancesDistribution,
    OnDemandBaseCapacity: market === 'on-demand' ? 1 : 0,
    OnDemandPercentageAboveBaseCapacity: 0,
  };
}

/** What a group without a distribution buys, and what the two numbers mean where they are left out. */
function marketOf({
  OnDemandBaseCapacity = 0,
  OnDemandPercentageAboveBaseCapacity = 100,
}: InstancesDistribution = {}): Market {
  return OnDemandBaseCapacity > 0 || OnDemandPercentageAboveBaseCapacity > 0 ? 'on-demand' : 'spot';
}

function nodeOf(tagged: Tagged): number | undefined {
  const node = Number(tagOf(tagged, TAG_BROKER));
  return Number.isInteger(node) && node > 0 ? node : undefined;
}

function tagOf({ Tags = [] }: Tagged, key: string): string | undefined {
  return Tags.find(({ Key }) => Key === key)?.Value;
}
