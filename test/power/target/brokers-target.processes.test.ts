/** The calls of a cluster's target against an Auto Scaling that answers as AWS does. */
import { AutoScalingClient, CreateOrUpdateTagsCommand } from '@aws-sdk/client-auto-scaling';
import { EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { brokersTargets } from '../../../power/target/brokers-target.ts';
import type { Cluster, Instance } from '../../../power/target/target.ts';
import { until } from '../../../rehearsal/until.ts';
import { groupTemplate } from '../../journeys/emulator/group-template.ts';
import { deployStack } from '../../journeys/emulator/stack.ts';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';

let emulator: TestEmulator;
let clients: { readonly ec2: EC2Client; readonly autoScaling: AutoScalingClient };

beforeAll(async () => {
  emulator = await startEmulator({ MACHINES: 1, PENDING_SECONDS: 0.2, MINUTE_SECONDS: 0.3 });
  clients = { ec2: new EC2Client(emulator.aws), autoScaling: new AutoScalingClient(emulator.aws) };
  const { Group } = await deployStack(emulator.aws, 'Cluster', groupTemplate());
  const tag = { Key: 'catnap:environment', Value: 'dev', PropagateAtLaunch: true };
  await clients.autoScaling.send(
    new CreateOrUpdateTagsCommand({
      Tags: [{ ...tag, ResourceType: 'auto-scaling-group', ResourceId: Group }],
    }),
  );
});

afterAll(async () => {
  clients?.ec2.destroy();
  clients?.autoScaling.destroy();
  await emulator?.stop();
});

/** As each tick does, a new look. */
const target = () => brokersTargets(clients, 'dev')('cluster');

/** The cluster, as soon as it is as it should be. */
function seen(
  what: string,
  fits: (cluster: Cluster, instance: Instance) => boolean | undefined,
): Promise<Instance & { readonly cluster: Cluster }> {
  return until(
    async () => {
      const [instance] = await target().describe();
      const cluster = instance?.cluster;
      return cluster && fits(cluster, instance) ? { ...instance, cluster } : undefined;
    },
    { what: `a cluster that ${what}`, timeout: 20_000, every: 50 },
  );
}

it('a cluster is started, bought elsewhere for want of spot capacity, and stopped', async () => {
  const asleep = await seen('sleeps', (_cluster, { state }) => state === 'stopped');
  expect(asleep).toMatchObject({
    id: 'cluster',
    type: '1 brokers',
    cluster: { groups: [{ node: 1, desired: 0, market: 'spot' }], members: [] },
  });

  const none = { code: 'UnfulfillableCapacity', market: 'spot' } as const;
  await emulator.setFaults({ RunInstances: none });
  expect(await target().start('cluster')).toBe('started');
  const refused = await seen('is refused', ({ groups }) => groups[0]?.failure !== undefined);
  expect(refused.state).toBe('pending');
  expect(refused.cluster.groups[0]?.failure).toMatchObject({
    text: expect.stringMatching(/^Could not launch Spot Instances. UnfulfillableCapacity/),
  });

  const [group] = refused.cluster.groups;
  if (!group) throw new Error('the cluster has no group');
  await target().move?.(group, 'on-demand');
  const onDemand = await seen('runs', (_cluster, { state }) => state === 'running');
  expect(onDemand.cluster).toMatchObject({
    groups: [{ market: 'on-demand', desired: 1 }],
    members: [{ node: 1, market: 'on-demand', state: 'running', zone: 'us-east-1b', type: 'm7g.large' }],
  });

  await emulator.clearFaults();
  await target().move?.(group, 'spot');
  const both = await seen('has a spot instance besides', ({ members }) =>
    members.some(({ market, state }) => market === 'spot' && state === 'running'),
  );
  expect(both.launchTime).toBe(onDemand.launchTime);

  await target().stop('cluster');
  await seen('ends', (_cluster, { state }) => state === 'stopping');
  await until(
    async () => {
      const left = await emulator.machines();
      await Promise.all(left.map(({ id }) => emulator.reportOff(id)));
      return left.length === 0 ? true : undefined;
    },
    { what: 'no instance is left', timeout: 20_000, every: 50 },
  );
  await seen('sleeps', (_cluster, { state }) => state === 'stopped');
});
