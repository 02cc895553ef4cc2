import {
  AttachVolumeCommand,
  DescribeInstanceAttributeCommand,
  DescribeVolumesCommand,
  EC2Client,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../rehearsal/until.ts';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { describeInstance, reached } from './reached.ts';
import { deployStack, type Outputs, type Template } from './stack.ts';

const STACK = 'Host';

let emulator: TestEmulator;
let ec2: EC2Client;

interface Host {
  readonly type: string;
  readonly image: string;
  readonly userData: string;
  readonly owner: string;
  readonly diskGb: number;
}

/** What is deployed; each story changes something of it. */
let deployed: Host = {
  type: 't3.medium',
  image: 'ami-0c2023a1b2c3d4e5f',
  userData: '#!/bin/sh',
  owner: 'shop',
  diskGb: 20,
};
let outputs: Outputs;

beforeAll(async () => {
  emulator = await startEmulator({ PENDING_SECONDS: 0.2, STOPPING_SECONDS: 0.2 });
  ec2 = new EC2Client(emulator.aws);
  await deploy({});
  await ec2.send(new AttachVolumeCommand({ InstanceId: instance(), VolumeId: volume(), Device: '/dev/sdf' }));
});

afterAll(async () => {
  ec2?.destroy();
  await emulator?.stop();
});

const instance = () => outputs.Instance ?? '';
const volume = () => outputs.Volume ?? '';
const ref = (Ref: string) => ({ Ref });

async function deploy(change: Partial<Host>): Promise<void> {
  const next = { ...deployed, ...change };
  outputs = await deployStack(emulator.aws, STACK, template(next));
  deployed = next;
}

/** A host that attaches its volume itself, at each boot. */
function template(host: Host): Template {
  return {
    Resources: {
      Instance: {
        Type: 'AWS::EC2::Instance',
        Properties: {
          ImageId: host.image,
          InstanceType: host.type,
          UserData: { 'Fn::Base64': host.userData },
          Tags: [
            { Key: 'catnap:target', Value: 'kafka' },
            { Key: 'owner', Value: host.owner },
          ],
        },
      },
      Volume: {
        Type: 'AWS::EC2::Volume',
        DeletionPolicy: 'Retain',
        Properties: { AvailabilityZone: 'us-east-1a', Size: host.diskGb, VolumeType: 'gp3' },
      },
    },
    Outputs: { Instance: { Value: ref('Instance') }, Volume: { Value: ref('Volume') } },
  };
}

/** The launch time of the instance as it is, once a later one would be another: EC2 tells whole seconds. */
async function launchTime(): Promise<Date> {
  const launched = (await describeInstance(ec2, instance()))?.LaunchTime ?? new Date(0);
  await until(async () => (Date.now() >= launched.getTime() + 1000 ? true : undefined), {
    what: 'the next second',
    timeout: 5000,
  });
  return launched;
}

async function sleep() {
  await ec2.send(new StopInstancesCommand({ InstanceIds: [instance()] }));
  await reached(ec2, instance(), 'stopped');
}

const describeVolume = async () =>
  (await ec2.send(new DescribeVolumesCommand({ VolumeIds: [volume()] }))).Volumes?.[0];

describe('an update of a host that is awake', () => {
  it('stops it for another size, and starts it with its volume', async () => {
    const [id, before] = [instance(), await launchTime()];
    await deploy({ type: 't3.large' });
    const after = await describeInstance(ec2, id);
    expect(instance()).toBe(id);
    expect(after).toMatchObject({ State: { Name: 'running' }, InstanceType: 't3.large' });
    expect(after?.LaunchTime?.getTime()).toBeGreaterThan(before.getTime());
    expect((await describeVolume())?.Attachments).toMatchObject([{ InstanceId: id }]);
  });

  it('stops it for other user data, and starts it', async () => {
    const before = await launchTime();
    await deploy({ userData: '#!/bin/bash' });
    const after = await describeInstance(ec2, instance());
    expect(after?.State?.Name).toBe('running');
    expect(after?.LaunchTime?.getTime()).toBeGreaterThan(before.getTime());
    const read = await ec2.send(
      new DescribeInstanceAttributeCommand({ InstanceId: instance(), Attribute: 'userData' }),
    );
    expect(Buffer.from(read.UserData?.Value ?? '', 'base64').toString()).toBe('#!/bin/bash');
  });

  it('leaves it alone for other tags', async () => {
    const before = await launchTime();
    await deploy({ owner: 'warehouse' });
    const after = await describeInstance(ec2, instance());
    expect(after?.Tags).toContainEqual({ Key: 'owner', Value: 'warehouse' });
    expect(after?.LaunchTime).toEqual(before);
  });

  it('replaces it for another image: the new one first, with its tags; the volume stays', async () => {
    const old = instance();
    const seenAwake: string[][] = [];
    const watching = new AbortController();
    const watch = (async () => {
      while (!watching.signal.aborted) {
        const machines = await emulator.machines();
        seenAwake.push(machines.filter(({ state }) => state === 'running').map(({ id }) => id));
      }
    })();
    await deploy({ image: 'ami-00000000000000001' });
    watching.abort();
    await watch;

    expect(instance()).not.toBe(old);
    expect(seenAwake).toContainEqual(expect.arrayContaining([old, instance()]));
    expect((await describeInstance(ec2, old))?.State?.Name).toBe('terminated');
    expect(await describeInstance(ec2, instance())).toMatchObject({
      State: { Name: 'running' },
      ImageId: 'ami-00000000000000001',
      Tags: expect.arrayContaining([
        { Key: 'catnap:target', Value: 'kafka' },
        { Key: 'owner', Value: 'warehouse' },
      ]),
    });
    expect(await describeVolume()).toMatchObject({ State: 'available', Attachments: [] });
    await ec2.send(
      new AttachVolumeCommand({ InstanceId: instance(), VolumeId: volume(), Device: '/dev/sdf' }),
    );
  });
});

describe('an update of a host that sleeps', () => {
  it('leaves it asleep for other tags', async () => {
    await sleep();
    await deploy({ owner: 'shop' });
    expect((await describeInstance(ec2, instance()))?.State?.Name).toBe('stopped');
  });

  it('wakes it for another size', async () => {
    await sleep();
    await deploy({ type: 't3.small' });
    expect(await describeInstance(ec2, instance())).toMatchObject({
      State: { Name: 'running' },
      InstanceType: 't3.small',
    });
  });
});

describe('an update of the disk', () => {
  it('grows it where it is, and the host stays as it is', async () => {
    const [id, before] = [volume(), await launchTime()];
    await deploy({ diskGb: 40 });
    expect(volume()).toBe(id);
    expect(await describeVolume()).toMatchObject({ Size: 40, Attachments: [{ InstanceId: instance() }] });
    expect((await describeInstance(ec2, instance()))?.LaunchTime).toEqual(before);
    const machine = (await emulator.machines()).find((each) => each.id === instance());
    expect(machine?.volumes).toContainEqual(expect.objectContaining({ id, sizeGb: 40 }));
  });

  it('does not shrink it', async () => {
    await expect(deploy({ diskGb: 10 })).rejects.toThrow(/cannot shrink to 10/);
    expect((await describeVolume())?.Size).toBe(40);
  });
});
