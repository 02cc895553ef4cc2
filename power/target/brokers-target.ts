import {
  type AutoScalingClient,
  type AutoScalingGroup,
  DescribeScalingActivitiesCommand,
  paginateDescribeAutoScalingGroups,
  SetDesiredCapacityCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import type { EC2Client } from '@aws-sdk/client-ec2';
import { PowerError } from '../errors.ts';
import { TAG_ENVIRONMENT } from '../names.ts';
import { earliest } from '../time.ts';
import { clusterInstance } from './cluster-instance.ts';
import {
  describedGroup,
  describedMember,
  distributionFor,
  newestFailure,
  targetOf,
} from './described-brokers.ts';
import { environmentInstances } from './environment-instances.ts';
import { type BrokerGroup, isLive, type Target } from './target.ts';

/** Scaling activities that are looked at, newest first; the newest may still be under way. */
const ACTIVITIES = 5;

/** What clusters are made of. */
export interface BrokersClients {
  readonly ec2: EC2Client;
  readonly autoScaling: AutoScalingClient;
}

/**
 * Targets that are clusters: one Auto Scaling group per broker, found by its tags, all put to sleep and woken as one.
 *
 * @param look - @default - EC2 is asked once, however many targets are asked for; make new targets for the next tick
 */
export function brokersTargets(
  { ec2, autoScaling }: BrokersClients,
  environment: string,
  look = environmentInstances(ec2, environment),
): (name: string) => Target {
  let described: Promise<readonly AutoScalingGroup[]> | undefined;
  const groupsOf = async (name: string) => {
    described ??= describeGroups(autoScaling, environment);
    return (await described).filter((group) => targetOf(group) === name);
  };
  const setAll = async (name: string, DesiredCapacity: number) => {
    const groups = (await groupsOf(name)).flatMap((group) => describedGroup(group) ?? []);
    await allOf(
      groups.map((group) =>
        autoScaling.send(
          new SetDesiredCapacityCommand({ AutoScalingGroupName: group.name, DesiredCapacity }),
        ),
      ),
    );
  };
  return (name) => ({
    async describe() {
      const [found, instances] = await Promise.all([groupsOf(name), look()]);
      const members = instances.flatMap((instance) => describedMember(instance, name) ?? []);
      const served = new Set(members.filter(isLive).map(({ node }) => node));
      const groups = await Promise.all(
        found
          .flatMap((group) => describedGroup(group) ?? [])
          .sort((a, b) => a.node - b.node)
          .map((group) =>
            group.desired > 0 && !served.has(group.node) ? withFailure(autoScaling, group) : group,
          ),
      );
      const created = found.flatMap(({ CreatedTime }) => CreatedTime?.toISOString() ?? []);
      const [first, ...more] = created;
      if (first === undefined || groups.length === 0) return [];
      return [clusterInstance(name, { groups, members }, more.reduce(earliest, first))];
    },
    async start() {
      await setAll(name, 1);
      return 'started';
    },
    async stop() {
      await setAll(name, 0);
    },
    resize: () =>
      Promise.reject(
        new PowerError('bad-policy', `${name} is a cluster: the size of its brokers is in their groups.`),
      ),
    async move({ name: AutoScalingGroupName }, market) {
      const group = (await groupsOf(name)).find((each) => each.AutoScalingGroupName === AutoScalingGroupName);
      await autoScaling.send(
        new UpdateAutoScalingGroupCommand({
          AutoScalingGroupName,
          // What is left out of the policy, such as the types, stays as it is.
          MixedInstancesPolicy: { InstancesDistribution: distributionFor(market, group) },
        }),
      );
    },
  });
}

async function describeGroups(
  client: AutoScalingClient,
  environment: string,
): Promise<readonly AutoScalingGroup[]> {
  const groups: AutoScalingGroup[] = [];
  const Filters = [{ Name: `tag:${TAG_ENVIRONMENT}`, Values: [environment] }];
  for await (const page of paginateDescribeAutoScalingGroups({ client }, { Filters })) {
    // One that is being deleted can be given no capacity any more.
    groups.push(...(page.AutoScalingGroups ?? []).filter(({ Status }) => Status === undefined));
  }
  return groups;
}

async function withFailure(client: AutoScalingClient, group: BrokerGroup): Promise<BrokerGroup> {
  const { Activities = [] } = await client.send(
    new DescribeScalingActivitiesCommand({ AutoScalingGroupName: group.name, MaxRecords: ACTIVITIES }),
  );
  const failure = newestFailure(Activities);
  return failure ? { ...group, failure } : group;
}

/** Waits for all of them, and then fails with the first failure: the next tick does the rest. */
async function allOf(calls: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(calls);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
