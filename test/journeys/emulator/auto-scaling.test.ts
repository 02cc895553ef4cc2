import {
  type Activity,
  AutoScalingClient,
  type AutoScalingGroup,
  CreateAutoScalingGroupCommand,
  DeleteAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeAutoScalingInstancesCommand,
  DescribeScalingActivitiesCommand,
  SetDesiredCapacityCommand,
  TerminateInstanceInAutoScalingGroupCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  AttachVolumeCommand,
  CreateVolumeCommand,
  DescribeInstancesCommand,
  EC2Client,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../rehearsal/until.ts';
import type { Machine } from '../../rehearsal/emulator/control-seam.ts';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { groupTemplate, TYPES, USER_DATA } from './group-template.ts';
import { describeInstance } from './reached.ts';
import { deleteStack, deployStack, type Outputs } from './stack.ts';

const STACK = 'Cluster';

let emulator: TestEmulator;
let ec2: EC2Client;
let scaling: AutoScalingClient;
let outputs: Outputs;
let group: string;

beforeAll(async () => {
  emulator = await startEmulator({ MACHINES: 1, PENDING_SECONDS: 0.2, MINUTE_SECONDS: 0.3 });
  ec2 = new EC2Client(emulator.aws);
  scaling = new AutoScalingClient({ ...emulator.aws, maxAttempts: 1 });
  outputs = await deployStack(emulator.aws, STACK, groupTemplate());
  group = outputs.Group ?? '';
});

afterAll(async () => {
  ec2?.destroy();
  scaling?.destroy();
  await emulator?.stop();
});

/** Each test begins with a group that sleeps, of spot instances alone. */
beforeEach(async () => {
  await emulator.clearFaults();
  await distribute({ OnDemandBaseCapacity: 0 });
  await want(0);
  await until(
    async () => {
      const left = await emulator.machines();
      await Promise.all(left.map(({ id }) => emulator.reportOff(id)));
      return left.length === 0 ? true : undefined;
    },
    { what: 'no instance is left', timeout: 10_000, every: 20 },
  );
});

const want = (DesiredCapacity: number) =>
  scaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName: group, DesiredCapacity }));

const distribute = (InstancesDistribution: { OnDemandBaseCapacity: number }) =>
  scaling.send(
    new UpdateAutoScalingGroupCommand({
      AutoScalingGroupName: group,
      MixedInstancesPolicy: { InstancesDistribution },
    }),
  );

async function described(): Promise<AutoScalingGroup | undefined> {
  const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [group] });
  return (await scaling.send(command)).AutoScalingGroups?.[0];
}

async function activities(): Promise<Activity[]> {
  const command = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: group });
  return (await scaling.send(command)).Activities ?? [];
}

/** The first machine that fits, as soon as there is one. */
function machine(what: string, fits: (machine: Machine) => boolean): Promise<Machine> {
  return until(async () => (await emulator.machines()).find(fits), {
    what: `a machine ${what}`,
    timeout: 10_000,
    every: 20,
  });
}

const running = (other?: Machine) =>
  machine('runs', ({ id, state }) => state === 'running' && id !== other?.id);

async function launched(): Promise<Machine> {
  await want(1);
  return running();
}

describe('a group that CloudFormation deploys', () => {
  it('has nobody until somebody is wanted', async () => {
    expect(await described()).toMatchObject({
      MinSize: 0,
      MaxSize: 1,
      DesiredCapacity: 0,
      AvailabilityZones: ['us-east-1b'],
      VPCZoneIdentifier: outputs.Subnet,
      MixedInstancesPolicy: {
        InstancesDistribution: { OnDemandBaseCapacity: 0, OnDemandPercentageAboveBaseCapacity: 0 },
        LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: outputs.Template } },
      },
    });
    expect((await described())?.Instances ?? []).toEqual([]);
    expect(await emulator.machines()).toEqual([]);
  });

  it('launches by its template, in its subnet, with its tags, from the market of its policy', async () => {
    const { id } = await launched();
    expect(await machine('is known', () => true)).toMatchObject({
      type: TYPES[0],
      market: 'spot',
      availabilityZone: 'us-east-1b',
      userData: USER_DATA,
      session: { role: outputs.Role },
      tags: {
        Name: 'a broker',
        'catnap:target': 'cluster',
        'catnap:broker': '1',
        'aws:autoscaling:groupName': group,
        'aws:ec2launchtemplate:id': outputs.Template,
        'aws:ec2launchtemplate:version': '1',
      },
    });
    const instance = await describeInstance(ec2, id);
    expect(instance).toMatchObject({
      InstanceLifecycle: 'spot',
      SubnetId: outputs.Subnet,
      SecurityGroups: [{ GroupId: outputs.Brokers }],
      MetadataOptions: { HttpTokens: 'required' },
    });
    expect(instance?.Tags?.map(({ Key }) => Key)).not.toContain('catnap:own');
  });

  it('tells of its member, and of the launch', async () => {
    await want(1);
    const pending = await machine('is pending', ({ state }) => state === 'pending');
    expect((await described())?.Instances).toMatchObject([
      { InstanceId: pending.id, LifecycleState: 'Pending' },
    ]);
    const { id } = await running();
    expect((await described())?.Instances).toEqual([
      expect.objectContaining({
        InstanceId: id,
        InstanceType: TYPES[0],
        AvailabilityZone: 'us-east-1b',
        LifecycleState: 'InService',
        HealthStatus: 'Healthy',
        LaunchTemplate: expect.objectContaining({ LaunchTemplateId: outputs.Template, Version: '1' }),
      }),
    ]);
    const members = await scaling.send(new DescribeAutoScalingInstancesCommand({ InstanceIds: [id] }));
    expect(members.AutoScalingInstances).toMatchObject([{ InstanceId: id, AutoScalingGroupName: group }]);
    expect((await activities())[0]).toMatchObject({
      Description: `Launching a new EC2 instance: ${id}`,
      StatusCode: 'Successful',
    });
  });

  it('is awake after the next deploy if it was before, with the same instance', async () => {
    const { id } = await launched();
    await deployStack(emulator.aws, STACK, groupTemplate({ userData: '#cloud-config\n{}' }));
    expect(await described()).toMatchObject({ DesiredCapacity: 1, Instances: [{ InstanceId: id }] });
    expect((await emulator.machines()).map((one) => one.id)).toEqual([id]);
    await scaling.send(
      new TerminateInstanceInAutoScalingGroupCommand({
        InstanceId: id,
        ShouldDecrementDesiredCapacity: false,
      }),
    );
    const next = await machine('is new', (one) => one.id !== id);
    expect(next).toMatchObject({
      userData: '#cloud-config\n{}',
      tags: { 'aws:ec2launchtemplate:version': '2' },
    });
  });

  it('is found by its tags, and by nothing that is none of them', async () => {
    const find = async (Name: string, Value: string) => {
      const command = new DescribeAutoScalingGroupsCommand({ Filters: [{ Name, Values: [Value] }] });
      return (await scaling.send(command)).AutoScalingGroups?.map((one) => one.AutoScalingGroupName) ?? [];
    };
    expect(await find('tag:catnap:target', 'cluster')).toEqual([group]);
    expect(await find('tag:catnap:target', 'kafka')).toEqual([]);
    expect(await find('tag-key', 'catnap:broker')).toEqual([group]);
    await expect(find('name', group)).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('refuses more than its size allows, and what it does not know', async () => {
    await expect(want(2)).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining('is above max value 1'),
    });
    await expect(
      scaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName: 'nobody', DesiredCapacity: 1 })),
    ).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(
      scaling.send(
        new TerminateInstanceInAutoScalingGroupCommand({
          InstanceId: 'i-00000000000000000',
          ShouldDecrementDesiredCapacity: false,
        }),
      ),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });
});

describe('the instance of a group', () => {
  it('is ended when nobody is wanted any more, and nobody follows', async () => {
    const { id } = await launched();
    await want(0);
    await machine('ends', (one) => one.id === id && one.state === 'shutting-down');
    expect((await described())?.Instances).toMatchObject([{ InstanceId: id, LifecycleState: 'Terminating' }]);
    await emulator.reportOff(id);
    expect(await emulator.machines()).toEqual([]);
    expect((await activities())[0]).toMatchObject({
      Description: `Terminating EC2 instance: ${id}`,
      StatusCode: 'Successful',
    });
  });

  it('that has itself terminated is followed by another one, which gets its volume when it is off', async () => {
    const old = await launched();
    const created = await ec2.send(
      new CreateVolumeCommand({ AvailabilityZone: 'us-east-1b', Size: 10, VolumeType: 'gp3' }),
    );
    const attach = (InstanceId: string) =>
      ec2.send(new AttachVolumeCommand({ VolumeId: created.VolumeId, InstanceId, Device: '/dev/sdf' }));
    await attach(old.id);
    const { Activity: told } = await scaling.send(
      new TerminateInstanceInAutoScalingGroupCommand({
        InstanceId: old.id,
        ShouldDecrementDesiredCapacity: false,
      }),
    );
    expect(told).toMatchObject({
      Description: `Terminating EC2 instance: ${old.id}`,
      StatusCode: 'InProgress',
    });

    const next = await running(old);
    expect(next.tags['catnap:broker']).toBe('1');
    await expect(attach(next.id)).rejects.toMatchObject({ name: 'VolumeInUse' });
    expect(await emulator.reportOff(old.id)).toBe(204);
    await attach(next.id);
    expect((await machine('has it', ({ id }) => id === next.id)).volumes.map(({ id }) => id)).toContain(
      created.VolumeId,
    );
  });

  it('is not followed when it takes its place with it', async () => {
    const { id } = await launched();
    await scaling.send(
      new TerminateInstanceInAutoScalingGroupCommand({
        InstanceId: id,
        ShouldDecrementDesiredCapacity: true,
      }),
    );
    expect(await described()).toMatchObject({ DesiredCapacity: 0 });
    await emulator.reportOff(id);
    expect(await emulator.machines()).toEqual([]);
  });

  it('is taken back by EC2 some time after a notice', async () => {
    const old = await launched();
    expect(await emulator.interruptMachine(old.id, 0.5)).toBe(204);
    const noticed = await machine('is noticed', ({ interruption }) => interruption !== undefined);
    expect(noticed.state).toBe('running');
    const { givenAt = '', time = '' } = noticed.interruption ?? {};
    expect(Date.parse(time) - Date.parse(givenAt)).toBe(500);
    await running(old);
    expect(await describeInstance(ec2, old.id)).toMatchObject({
      State: { Name: 'shutting-down' },
      StateReason: { Code: 'Server.SpotInstanceTermination' },
    });
  });

  it('is followed by another one when its hardware fails, or when it is stopped', async () => {
    const first = await launched();
    expect(await emulator.failMachine(first.id)).toBe(204);
    expect((await machine('failed', ({ failed }) => failed)).id).toBe(first.id);
    const second = await running(first);
    await emulator.reportOff(first.id);
    expect(await emulator.stopMachine(second.id, 'Server.ScheduledStop')).toBe(204);
    await running(second);
    expect((await machine('ends', ({ id }) => id === second.id)).state).toBe('shutting-down');
  });

  it('of the spot market cannot be stopped by a request', async () => {
    const { id } = await launched();
    await expect(ec2.send(new StopInstancesCommand({ InstanceIds: [id] }))).rejects.toMatchObject({
      name: 'UnsupportedOperation',
    });
    const filter = (value: string) =>
      ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: 'instance-lifecycle', Values: [value] }] }));
    expect((await filter('spot')).Reservations).not.toEqual([]);
    expect((await filter('scheduled')).Reservations ?? []).toEqual([]);
  });

  it('on demand is never taken back', async () => {
    await distribute({ OnDemandBaseCapacity: 1 });
    const { id, market } = await launched();
    expect(market).toBe('on-demand');
    expect((await describeInstance(ec2, id))?.InstanceLifecycle).toBeUndefined();
    expect(await emulator.interruptMachine(id, 1)).toBe(409);
    expect(await emulator.interruptMachine('i-00000000000000000', 1)).toBe(404);
  });
});

describe('a market without capacity', () => {
  const none = {
    code: 'UnfulfillableCapacity',
    message: 'Unable to fulfill capacity.',
    market: 'spot',
  } as const;

  it('lets launches fail, told by their activities, until there is some again', async () => {
    await emulator.setFaults({ RunInstances: { ...none, zones: ['us-east-1b'], times: 2 } });
    const { id } = await launched();
    const [success, ...failures] = await activities();
    expect(success?.Description).toBe(`Launching a new EC2 instance: ${id}`);
    expect(failures.slice(0, 2)).toEqual(
      Array(2).fill(
        expect.objectContaining({
          StatusCode: 'Failed',
          StatusMessage:
            'Could not launch Spot Instances. UnfulfillableCapacity - Unable to fulfill capacity. Launching EC2 instance failed.',
        }),
      ),
    );
  });

  it('may be that of some types', async () => {
    await emulator.setFaults({ RunInstances: { ...none, types: TYPES.slice(0, 2) } });
    expect((await launched()).type).toBe(TYPES[2]);
  });

  it('may be that of another zone', async () => {
    await emulator.setFaults({ RunInstances: { ...none, zones: ['us-east-1a'] } });
    expect((await launched()).type).toBe(TYPES[0]);
  });

  it('is replaced by on-demand, and comes back by a launch before the end of what it replaces', async () => {
    await emulator.setFaults({ RunInstances: none });
    await want(1);
    await until(async () => (await activities()).find(({ StatusCode }) => StatusCode === 'Failed'), {
      what: 'a launch fails',
      timeout: 10_000,
      every: 20,
    });
    await distribute({ OnDemandBaseCapacity: 1 });
    const fallback = await running();
    expect(fallback.market).toBe('on-demand');

    await distribute({ OnDemandBaseCapacity: 0 });
    await until(async () => ((await activities())[0]?.StatusCode === 'Failed' ? true : undefined), {
      what: 'there is still no spot capacity',
      timeout: 10_000,
      every: 20,
    });
    expect((await described())?.Instances).toMatchObject([
      { InstanceId: fallback.id, LifecycleState: 'InService' },
    ]);
    await emulator.clearFaults();
    const spot = await machine('is of the spot market', ({ market }) => market === 'spot');
    await machine('on demand ends', ({ id, state }) => id === fallback.id && state === 'shutting-down');
    expect((await machine('runs', ({ id }) => id === spot.id)).state).toBe('running');
  });
});

describe('groups made by the API', () => {
  it('launch on demand without a policy, and are deleted only without instances, or by force', async () => {
    const name = { AutoScalingGroupName: 'plain' };
    await scaling.send(
      new CreateAutoScalingGroupCommand({
        ...name,
        MinSize: 1,
        MaxSize: 1,
        VPCZoneIdentifier: outputs.Subnet,
        MixedInstancesPolicy: {
          LaunchTemplate: {
            LaunchTemplateSpecification: { LaunchTemplateId: outputs.Template, Version: '$Latest' },
            Overrides: [{ InstanceType: 't4g.medium' }],
          },
        },
      }),
    );
    const { id, type, market } = await running();
    expect({ type, market }).toEqual({ type: 't4g.medium', market: 'on-demand' });
    await expect(scaling.send(new DeleteAutoScalingGroupCommand(name))).rejects.toMatchObject({
      name: 'ResourceInUseFault',
    });
    await scaling.send(new DeleteAutoScalingGroupCommand({ ...name, ForceDelete: true }));
    expect((await describeInstance(ec2, id))?.State?.Name).toBe('shutting-down');
  });
});

describe('the end of a stack', () => {
  it('ends its instances, and waits for them', async () => {
    const { id } = await launched();
    const deleted = deleteStack(emulator.aws, STACK);
    await machine('ends', ({ state }) => state === 'shutting-down');
    expect(await described()).toBeDefined();
    await emulator.reportOff(id);
    await deleted;
    expect(await described()).toBeUndefined();
    expect(await emulator.machines()).toEqual([]);
  });
});
