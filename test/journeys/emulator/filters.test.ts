import {
  CreateVolumeCommand,
  DescribeInstancesCommand,
  DescribeVolumesCommand,
  EC2Client,
  type Filter,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { launch } from './launch.ts';

let emulator: TestEmulator;
let ec2: EC2Client;
let instance: string;
let volume: string;

beforeAll(async () => {
  // It stays pending while the tests last.
  emulator = await startEmulator({ PENDING_SECONDS: 600 });
  ec2 = new EC2Client(emulator.aws);
  const tags = [{ Key: 'catnap:target', Value: 'kafka' }];
  instance = await launch(ec2, { TagSpecifications: [{ ResourceType: 'instance', Tags: tags }] });
  await launch(ec2, { InstanceType: 't3.micro', SubnetId: 'subnet-00000002' });
  const created = await ec2.send(
    new CreateVolumeCommand({
      AvailabilityZone: 'us-east-1c',
      Size: 7,
      TagSpecifications: [{ ResourceType: 'volume', Tags: tags }],
    }),
  );
  volume = created.VolumeId ?? '';
});

afterAll(async () => {
  ec2?.destroy();
  await emulator?.stop();
});

const filter = (Name: string, ...Values: string[]): Filter => ({ Name, Values });

async function instances(...Filters: Filter[]) {
  const found = await ec2.send(new DescribeInstancesCommand({ Filters }));
  return (
    found.Reservations?.flatMap((reservation) => reservation.Instances?.map((one) => one.InstanceId)) ?? []
  );
}

async function volumes(...Filters: Filter[]) {
  return (await ec2.send(new DescribeVolumesCommand({ Filters }))).Volumes?.map((one) => one.VolumeId) ?? [];
}

describe('DescribeInstances', () => {
  it('finds by tag, by state, by zone and by type', async () => {
    expect(await instances(filter('tag:catnap:target', 'kafka'))).toEqual([instance]);
    expect(await instances(filter('tag:catnap:target', 'redis'))).toEqual([]);
    expect(await instances(filter('instance-state-name', 'running'))).toEqual([]);
    expect(await instances(filter('instance-state-name', 'running', 'pending'))).toHaveLength(2);
    expect(await instances(filter('availability-zone', 'us-east-1a'))).toEqual([instance]);
    expect(await instances(filter('instance-type', 't3.m*'), filter('subnet-id', 'subnet-00000001'))).toEqual(
      [instance],
    );
  });

  it('refuses a filter that it does not know instead of finding everything', async () => {
    await expect(instances(filter('tags:catnap:target', 'kafka'))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });
});

describe('DescribeVolumes', () => {
  it('finds by tag, by status, by zone and by attachment', async () => {
    expect(await volumes(filter('tag:catnap:target', 'kafka'), filter('status', 'available'))).toEqual([
      volume,
    ]);
    expect(await volumes(filter('availability-zone', 'us-east-1c'))).toEqual([volume]);
    expect(await volumes(filter('status', 'in-use'))).toHaveLength(2);
    expect(
      await volumes(filter('attachment.instance-id', instance), filter('attachment.device', '/dev/xvda')),
    ).toHaveLength(1);
    expect(await volumes(filter('attachment.instance-id', instance), filter('status', 'available'))).toEqual(
      [],
    );
  });

  it('refuses a filter that it does not know instead of finding everything', async () => {
    await expect(volumes(filter('state', 'available'))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });
});
