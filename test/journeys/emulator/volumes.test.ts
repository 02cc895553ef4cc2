import {
  AttachVolumeCommand,
  CreateVolumeCommand,
  DescribeInstancesCommand,
  DescribeVolumesCommand,
  DetachVolumeCommand,
  EC2Client,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../rehearsal/until.ts';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { launch } from './launch.ts';

let emulator: TestEmulator;
let ec2: EC2Client;

beforeAll(async () => {
  emulator = await startEmulator({ MACHINES: 1, PENDING_SECONDS: 0.1 });
  ec2 = new EC2Client(emulator.aws);
});

afterAll(async () => {
  ec2?.destroy();
  await emulator?.stop();
});

async function createVolume(zone = 'us-east-1a'): Promise<string> {
  const volume = await ec2.send(
    new CreateVolumeCommand({
      AvailabilityZone: zone,
      Size: 20,
      VolumeType: 'gp3',
      TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'catnap:target', Value: 'kafka' }] }],
    }),
  );
  return volume.VolumeId ?? '';
}

async function describeVolume(id: string) {
  return (await ec2.send(new DescribeVolumesCommand({ VolumeIds: [id] }))).Volumes?.[0];
}

async function runningInstance(): Promise<string> {
  const id = await launch(ec2);
  await until(
    async () =>
      (await emulator.machines()).some((machine) => machine.id === id && machine.state === 'running')
        ? true
        : undefined,
    { what: `${id} is running`, timeout: 10_000, every: 20 },
  );
  return id;
}

const attach = (VolumeId: string, InstanceId: string, Device = '/dev/sdf') =>
  ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId, Device }));
const refusal = (code: string) => expect.objectContaining({ name: code });

describe('a data volume', () => {
  it('is seen on its instance and on its machine once it is attached', async () => {
    const [instance, volume] = [await runningInstance(), await createVolume()];
    await attach(volume, instance);

    expect(await describeVolume(volume)).toMatchObject({
      State: 'in-use',
      Attachments: [{ InstanceId: instance, Device: '/dev/sdf' }],
    });
    const described = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [instance] }));
    expect(described.Reservations?.[0]?.Instances?.[0]?.BlockDeviceMappings).toEqual([
      expect.objectContaining({ DeviceName: '/dev/xvda' }),
      {
        DeviceName: '/dev/sdf',
        Ebs: expect.objectContaining({ VolumeId: volume, Status: 'attached', DeleteOnTermination: false }),
      },
    ]);
    const machine = (await emulator.machines()).find(({ id }) => id === instance);
    expect(machine?.volumes).toContainEqual({
      id: volume,
      device: '/dev/sdf',
      sizeGb: 20,
      tags: { 'catnap:target': 'kafka' },
    });
  });

  it('is not attached where EC2 would not', async () => {
    const [first, second, volume] = [await runningInstance(), await runningInstance(), await createVolume()];
    await attach(volume, first);
    await expect(attach(volume, second)).rejects.toEqual(refusal('VolumeInUse'));
    await expect(attach(await createVolume(), first)).rejects.toEqual(refusal('InvalidParameterValue'));
    await expect(attach(await createVolume('us-east-1b'), second)).rejects.toEqual(
      refusal('InvalidVolume.ZoneMismatch'),
    );
    await expect(attach('vol-00000000000000000', second)).rejects.toEqual(refusal('InvalidVolume.NotFound'));
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [second] }));
    await expect(attach(await createVolume(), second)).rejects.toEqual(refusal('IncorrectState'));
  });

  it('is let go when its instance has ended, not before, and the root volume goes with the instance', async () => {
    const [instance, volume] = [await runningInstance(), await createVolume()];
    await attach(volume, instance);
    const root = (await emulator.machines())
      .find(({ id }) => id === instance)
      ?.volumes.find(({ device }) => device === '/dev/xvda');

    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [instance] }));
    expect((await describeVolume(volume))?.State).toBe('in-use');
    await emulator.reportOff(instance);
    expect(await describeVolume(volume)).toMatchObject({ State: 'available', Attachments: [] });
    await expect(describeVolume(root?.id ?? '')).rejects.toEqual(refusal('InvalidVolume.NotFound'));
  });

  it('is detached only if it is attached', async () => {
    const [instance, volume] = [await runningInstance(), await createVolume()];
    await attach(volume, instance);
    await ec2.send(new DetachVolumeCommand({ VolumeId: volume }));
    expect(await describeVolume(volume)).toMatchObject({
      State: 'in-use',
      Attachments: [{ InstanceId: instance, State: 'detaching' }],
    });
    await until(async () => ((await describeVolume(volume))?.State === 'available' ? true : undefined), {
      what: `${volume} is detached`,
      timeout: 10_000,
      every: 20,
    });
    await expect(ec2.send(new DetachVolumeCommand({ VolumeId: volume }))).rejects.toEqual(
      refusal('IncorrectState'),
    );
  });
});
