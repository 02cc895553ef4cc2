import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { EC2Client } from '@aws-sdk/client-ec2';
import { describe, expect, it } from '@jest/globals';
import { brokersTargets } from '../../../power/target/brokers-target.ts';
import { type CannedAnswer, type CannedRequest, cannedAws } from '../canned-aws.ts';

const CREATED = '2026-11-01T00:00:00.000Z';
const LAUNCHED = '2026-11-21T03:00:00.000Z';

interface CannedGroup {
  readonly node: number | string;
  readonly desired?: number;
  readonly base?: number;
  readonly target?: string;
  readonly more?: string;
}

function groupOf({ node, desired = 1, base = 0, target = 'cluster', more = '' }: CannedGroup): string {
  return `<member><AutoScalingGroupName>g-${node}</AutoScalingGroupName><DesiredCapacity>${desired}</DesiredCapacity>
    <CreatedTime>${CREATED}</CreatedTime>
    <MixedInstancesPolicy><InstancesDistribution><OnDemandBaseCapacity>${base}</OnDemandBaseCapacity>
    <OnDemandPercentageAboveBaseCapacity>0</OnDemandPercentageAboveBaseCapacity>
    <SpotAllocationStrategy>price-capacity-optimized</SpotAllocationStrategy></InstancesDistribution></MixedInstancesPolicy>
    <Tags>${tag('catnap:target', target)}${tag('catnap:broker', node)}</Tags>${more}</member>`;
}

function tag(key: string, value: string | number): string {
  return `<member><Key>${key}</Key><Value>${value}</Value></member>`;
}

function instanceOf(node: number, { state = 'running', target = 'cluster', more = '' } = {}): string {
  const tags = Object.entries({ 'catnap:target': target, 'catnap:broker': node });
  const tagSet = tags.map(([key, value]) => `<item><key>${key}</key><value>${value}</value></item>`).join('');
  return `<item><instancesSet><item><instanceId>i-${node}</instanceId><instanceType>m7g.large</instanceType>
    <instanceState><name>${state}</name></instanceState><launchTime>${LAUNCHED}</launchTime>
    <placement><availabilityZone>eu-central-1a</availabilityZone></placement>
    <tagSet>${tagSet}</tagSet>${more}</item></instancesSet></item>`;
}

const SPOT = { more: '<instanceLifecycle>spot</instanceLifecycle>' };

function activity(status: string, message = ''): string {
  return `<member><StatusCode>${status}</StatusCode><StartTime>${LAUNCHED}</StartTime>
    <StatusMessage>${message}</StatusMessage></member>`;
}

interface CannedCluster {
  readonly groups?: readonly string[];
  readonly instances?: readonly string[];
  readonly activities?: string;
  /** Names of groups whose capacity cannot be set. */
  readonly failing?: readonly string[];
}

function clusterOf({ groups = [], instances = [], activities = '', failing = [] }: CannedCluster) {
  const answers: Record<string, (request: CannedRequest) => CannedAnswer> = {
    DescribeInstances: () => ({
      body: `<DescribeInstancesResponse><reservationSet>${instances.join('')}</reservationSet></DescribeInstancesResponse>`,
    }),
    DescribeAutoScalingGroups: () =>
      result('DescribeAutoScalingGroups', `<AutoScalingGroups>${groups.join('')}</AutoScalingGroups>`),
    DescribeScalingActivities: () =>
      result('DescribeScalingActivities', `<Activities>${activities}</Activities>`),
    SetDesiredCapacity: ({ body }) =>
      failing.some((name) => body.includes(`AutoScalingGroupName=${name}`))
        ? {
            status: 400,
            body: '<ErrorResponse><Error><Code>ScalingActivityInProgress</Code><Message>says AWS</Message></Error></ErrorResponse>',
          }
        : { body: '<SetDesiredCapacityResponse/>' },
    UpdateAutoScalingGroup: () => ({ body: '<UpdateAutoScalingGroupResponse/>' }),
  };
  const { config, requests } = cannedAws((request) => {
    const answer = answers[request.action];
    if (!answer) throw new Error(`the test has no answer to ${request.action}`);
    return answer(request);
  });
  const clients = { ec2: new EC2Client(config), autoScaling: new AutoScalingClient(config) };
  const targets = brokersTargets(clients, 'dev');
  const asked = (action: string) =>
    requests
      .filter((request) => request.action === action)
      .map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
  return { targets, asked };
}

function result(action: string, content: string): CannedAnswer {
  return { body: `<${action}Response><${action}Result>${content}</${action}Result></${action}Response>` };
}

const NODES = [1, 2, 3];

describe('brokers as a target', () => {
  it('are one instance with the groups and instances that it consists of', async () => {
    const { targets } = clusterOf({
      groups: [groupOf({ node: 2 }), groupOf({ node: 1, base: 1 })],
      instances: [instanceOf(1), instanceOf(2, SPOT)],
    });
    expect(await targets('cluster').describe()).toEqual([
      {
        id: 'cluster',
        state: 'running',
        launchTime: LAUNCHED,
        type: '2 brokers',
        cluster: {
          groups: [
            { name: 'g-1', node: 1, desired: 1, market: 'on-demand' },
            { name: 'g-2', node: 2, desired: 1, market: 'spot' },
          ],
          members: [
            {
              id: 'i-1',
              node: 1,
              state: 'running',
              launchTime: LAUNCHED,
              type: 'm7g.large',
              zone: 'eu-central-1a',
              market: 'on-demand',
            },
            {
              id: 'i-2',
              node: 2,
              state: 'running',
              launchTime: LAUNCHED,
              type: 'm7g.large',
              zone: 'eu-central-1a',
              market: 'spot',
            },
          ],
        },
      },
    ]);
  });

  it('are found by their tags, with one question to each service for all targets', async () => {
    const { targets, asked } = clusterOf({
      groups: [groupOf({ node: 1, desired: 0 }), groupOf({ node: 1, target: 'other', desired: 0 })],
      instances: [instanceOf(1, { target: 'other' })],
    });
    const [[cluster], [other], none] = await Promise.all([
      targets('cluster').describe(),
      targets('other').describe(),
      targets('none').describe(),
    ]);
    expect([cluster?.state, other?.state, none]).toEqual(['stopped', 'stopping', []]);
    expect(asked('DescribeInstances')).toHaveLength(1);
    expect(asked('DescribeAutoScalingGroups')).toEqual([
      expect.objectContaining({
        'Filters.member.1.Name': 'tag:catnap:environment',
        'Filters.member.1.Values.member.1': 'dev',
      }),
    ]);
  });

  it('are without what carries no node id, groups that are being deleted, and instances that have ended', async () => {
    const { targets } = clusterOf({
      groups: [
        groupOf({ node: 1 }),
        groupOf({ node: 'one' }),
        groupOf({ node: 0 }),
        groupOf({ node: 3, more: '<Status>Delete in progress</Status>' }),
      ],
      instances: [instanceOf(1), instanceOf(2, { state: 'terminated' }), instanceOf(0)],
    });
    const [cluster] = await targets('cluster').describe();
    expect(cluster?.cluster?.groups.map(({ node }) => node)).toEqual([1]);
    expect(cluster?.cluster?.members.map(({ id }) => id)).toEqual(['i-1']);
  });

  it('are none if there is no group', async () => {
    expect(await clusterOf({}).targets('cluster').describe()).toEqual([]);
  });

  it.each([
    ['', 'on-demand'],
    ['<MixedInstancesPolicy><InstancesDistribution/></MixedInstancesPolicy>', 'on-demand'],
    [
      '<MixedInstancesPolicy><InstancesDistribution><OnDemandPercentageAboveBaseCapacity>0</OnDemandPercentageAboveBaseCapacity></InstancesDistribution></MixedInstancesPolicy>',
      'spot',
    ],
  ])('buy by the policy %j %s', async (policy, market) => {
    const group = groupOf({ node: 1, desired: 0 }).replace(
      /<MixedInstancesPolicy>.*<\/MixedInstancesPolicy>/s,
      policy,
    );
    const [cluster] = await clusterOf({ groups: [group] })
      .targets('cluster')
      .describe();
    expect(cluster?.cluster?.groups[0]?.market).toBe(market);
  });
});

describe('a broker without an instance', () => {
  it('tells why its newest launch failed, also while the next one is under way', async () => {
    const { targets, asked } = clusterOf({
      groups: [groupOf({ node: 1 }), groupOf({ node: 2 })],
      instances: [instanceOf(1)],
      activities:
        activity('PreInService') + activity('Failed', 'UnfulfillableCapacity') + activity('Successful'),
    });
    const [cluster] = await targets('cluster').describe();
    expect(cluster?.cluster?.groups.map(({ failure }) => failure)).toEqual([
      undefined,
      { at: LAUNCHED, text: 'UnfulfillableCapacity' },
    ]);
    expect(asked('DescribeScalingActivities').map((each) => each.AutoScalingGroupName)).toEqual(['g-2']);
  });

  it('tells nothing of failures that are over', async () => {
    const activities = activity('Successful') + activity('Failed', 'UnfulfillableCapacity');
    const [cluster] = await clusterOf({ groups: [groupOf({ node: 1 })], activities })
      .targets('cluster')
      .describe();
    expect(cluster?.cluster?.groups[0]?.failure).toBeUndefined();
  });

  it('is not asked while the cluster sleeps', async () => {
    const { targets, asked } = clusterOf({ groups: [groupOf({ node: 1, desired: 0 })] });
    await targets('cluster').describe();
    expect(asked('DescribeScalingActivities')).toEqual([]);
  });
});

describe('a cluster', () => {
  const capacities = (asked: Record<string, string>[]) =>
    asked.map(({ AutoScalingGroupName, DesiredCapacity }) => `${AutoScalingGroupName} ${DesiredCapacity}`);

  it('is started and stopped as a whole', async () => {
    const { targets, asked } = clusterOf({ groups: NODES.map((node) => groupOf({ node })) });
    const target = targets('cluster');
    expect(await target.start('cluster')).toBe('started');
    await target.stop('cluster');
    expect(capacities(asked('SetDesiredCapacity'))).toEqual([
      'g-1 1',
      'g-2 1',
      'g-3 1',
      'g-1 0',
      'g-2 0',
      'g-3 0',
    ]);
  });

  it('is started as far as it can be if one group refuses, and fails then', async () => {
    const { targets, asked } = clusterOf({
      groups: NODES.map((node) => groupOf({ node })),
      failing: ['g-1'],
    });
    await expect(targets('cluster').start('cluster')).rejects.toMatchObject({ message: 'says AWS' });
    expect(asked('SetDesiredCapacity')).toHaveLength(3);
  });

  it('has no size that could be changed', async () => {
    await expect(clusterOf({}).targets('cluster').resize('cluster', 't3.large')).rejects.toMatchObject({
      code: 'bad-policy',
    });
  });

  it.each([
    ['on-demand', '1'],
    ['spot', '0'],
  ] as const)(
    'buys a broker %s by the base of its group, and leaves the rest as it is',
    async (market, base) => {
      const { targets, asked } = clusterOf({ groups: [groupOf({ node: 2 })] });
      const group = { name: 'g-2', node: 2, desired: 1, market } as const;
      await targets('cluster').move?.(group, market);
      const prefix = 'MixedInstancesPolicy.InstancesDistribution';
      expect(asked('UpdateAutoScalingGroup')).toEqual([
        expect.objectContaining({
          AutoScalingGroupName: 'g-2',
          [`${prefix}.OnDemandBaseCapacity`]: base,
          [`${prefix}.OnDemandPercentageAboveBaseCapacity`]: '0',
          [`${prefix}.SpotAllocationStrategy`]: 'price-capacity-optimized',
        }),
      ]);
    },
  );
});
