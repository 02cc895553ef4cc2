import {
  DescribeInstanceAttributeCommand,
  EC2Client,
  ModifyInstanceAttributeCommand,
  type ModifyInstanceAttributeCommandInput,
  StartInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { launch } from './launch.ts';
import { reached } from './reached.ts';

let emulator: TestEmulator;
let ec2: EC2Client;
let id: string;

beforeAll(async () => {
  emulator = await startEmulator({ PENDING_SECONDS: 0.1, STOPPING_SECONDS: 0.1 });
  ec2 = new EC2Client(emulator.aws);
});

beforeEach(async () => {
  id = await launch(ec2);
  await reached(ec2, id, 'running');
});

afterAll(async () => {
  ec2?.destroy();
  await emulator?.stop();
});

async function stop() {
  await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
  await reached(ec2, id, 'stopped');
}

const modify = (change: Omit<ModifyInstanceAttributeCommandInput, 'InstanceId'>) =>
  ec2.send(new ModifyInstanceAttributeCommand({ InstanceId: id, ...change }));
const refusal = (code: string) => expect.objectContaining({ name: code });

describe('an instance that is stopped', () => {
  it('can change its size, and is started with it', async () => {
    await stop();
    await modify({ InstanceType: { Value: 't3.large' } });
    expect((await reached(ec2, id, 'stopped')).InstanceType).toBe('t3.large');

    await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    expect((await reached(ec2, id, 'running')).InstanceType).toBe('t3.large');
    expect(await emulator.machines()).toContainEqual(expect.objectContaining({ id, type: 't3.large' }));
  });

  it('can change it by the older way of asking, too', async () => {
    await stop();
    await modify({ Attribute: 'instanceType', Value: 't3.small' });
    expect((await reached(ec2, id, 'stopped')).InstanceType).toBe('t3.small');
  });

  it('can change its user data', async () => {
    await stop();
    await modify({ UserData: { Value: Buffer.from('#!/bin/sh') } });
    const read = await ec2.send(
      new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute: 'userData' }),
    );
    expect(Buffer.from(read.UserData?.Value ?? '', 'base64').toString()).toBe('#!/bin/sh');
  });

  it('cannot be what there is none of', async () => {
    await stop();
    await expect(modify({ InstanceType: { Value: 'huge' as 't3.large' } })).rejects.toEqual(
      refusal('InvalidParameterValue'),
    );
  });
});

describe('an instance that is not stopped', () => {
  it('cannot change its size', async () => {
    await expect(modify({ InstanceType: { Value: 't3.large' } })).rejects.toEqual(
      refusal('IncorrectInstanceState'),
    );
    expect((await reached(ec2, id, 'running')).InstanceType).toBe('t3.medium');
  });
});

describe('what the emulator cannot change', () => {
  it('is refused, not ignored', async () => {
    await stop();
    await expect(modify({ EbsOptimized: { Value: true } })).rejects.toEqual(refusal('UnsupportedOperation'));
  });
});
