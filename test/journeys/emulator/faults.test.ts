import {
  DescribeInstancesCommand,
  EC2Client,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { launch } from './launch.ts';
import { reached } from './reached.ts';

/** What the AWS SDK does by itself: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const ATTEMPTS = 3;

let emulator: TestEmulator;
let ec2: EC2Client;

beforeAll(async () => {
  emulator = await startEmulator({ PENDING_SECONDS: 0.1, STOPPING_SECONDS: 0.1 });
  ec2 = new EC2Client({ ...emulator.aws, maxAttempts: ATTEMPTS });
});

afterEach(() => emulator.clearFaults());

afterAll(async () => {
  ec2?.destroy();
  await emulator?.stop();
});

async function stopped(InstanceType: 't3.medium' | 't3.large' = 't3.medium'): Promise<string> {
  const id = await launch(ec2, { InstanceType });
  await reached(ec2, id, 'running');
  await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
  await reached(ec2, id, 'stopped');
  return id;
}

const start = (...InstanceIds: string[]) => ec2.send(new StartInstancesCommand({ InstanceIds }));

describe('a zone without capacity', () => {
  it('refuses starts of the type, each attempt of the SDK, and of no other type', async () => {
    const [medium, large] = [await stopped('t3.medium'), await stopped('t3.large')];
    await emulator.setFaults({
      StartInstances: { code: 'InsufficientInstanceCapacity', types: ['t3.medium'] },
    });

    await expect(start(medium)).rejects.toMatchObject({
      name: 'InsufficientInstanceCapacity',
      $metadata: { httpStatusCode: 500, attempts: ATTEMPTS },
    });
    expect((await reached(ec2, medium, 'stopped')).State?.Name).toBe('stopped');
    await start(large);
    await reached(ec2, large, 'running');
  });

  it('refuses launches of the type too', async () => {
    await emulator.setFaults({ RunInstances: { code: 'InsufficientInstanceCapacity', types: ['t3.large'] } });
    const launched = { ImageId: 'ami-0c2023a1b2c3d4e5f', MinCount: 1, MaxCount: 1 };
    await expect(
      ec2.send(new RunInstancesCommand({ ...launched, InstanceType: 't3.large' })),
    ).rejects.toMatchObject({ name: 'InsufficientInstanceCapacity' });
    await launch(ec2, { InstanceType: 't3.medium' });
  });

  it('can have some again', async () => {
    const id = await stopped();
    await emulator.setFaults({
      StartInstances: { code: 'InsufficientInstanceCapacity', times: ATTEMPTS + 1 },
    });
    await expect(start(id)).rejects.toMatchObject({ name: 'InsufficientInstanceCapacity' });
    expect(await emulator.faults()).toMatchObject({ StartInstances: { times: 1 } });
    await start(id);
    await reached(ec2, id, 'running');
    expect(await emulator.faults()).toEqual({});
  });
});

describe('other refusals', () => {
  it('throttle any action, which the SDK outlasts', async () => {
    const id = await stopped();
    await emulator.setFaults({ DescribeInstances: { code: 'RequestLimitExceeded', times: 2 } });
    const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
    expect(found.$metadata.attempts).toBe(3);
  });

  it('are the mistake of the client, which the SDK does not repeat, with a message of their own', async () => {
    const id = await stopped();
    await emulator.setFaults({
      StartInstances: { code: 'VcpuLimitExceeded', message: 'Limit of <5> & more' },
    });
    await expect(start(id)).rejects.toMatchObject({
      name: 'VcpuLimitExceeded',
      message: 'Limit of <5> & more',
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
  });
});

describe('a start that comes to nothing', () => {
  it('is granted, and ends stopped with the reason', async () => {
    const id = await stopped();
    await emulator.setFaults({ StartInstances: { code: 'Client.InternalError', times: 1 } });
    expect((await start(id)).StartingInstances?.[0]?.CurrentState?.Name).toBe('pending');
    expect(await reached(ec2, id, 'stopped')).toMatchObject({
      StateTransitionReason: 'Client.InternalError',
      StateReason: {
        Code: 'Client.InternalError',
        Message: 'Client.InternalError: Client error on launch',
      },
    });
    await start(id);
    await reached(ec2, id, 'running');
  });
});

describe('the seam for faults', () => {
  it.each([
    [{ StartInstance: { code: 'InternalError' } }, /StartInstance is no action of EC2/],
    [{ StartInstances: {} }, /code of StartInstances is None/],
    [{ StartInstances: { code: 'no capacity' } }, /code of StartInstances is 'no capacity'/],
    [{ StopInstances: { code: 'Server.InternalError' } }, /StartInstances alone takes one of/],
    [{ StartInstances: { code: 'Server.Tired' } }, /StartInstances alone takes one of/],
    [{ StartInstances: { code: 'InternalError', types: 't3.medium' } }, /give a list of instance types/],
    [
      { RunInstances: { code: 'InternalError', zones: ['us-east-1a', 2] } },
      /give a list of availability zones/,
    ],
    [{ RunInstances: { code: 'InternalError', market: 'reserved' } }, /give spot or on-demand/],
    [{ StartInstances: { code: 'InternalError', times: 0 } }, /give a whole number, 1 or more/],
    [
      { StartInstances: { code: 'InternalError', type: ['t3.medium'] } },
      /code, message, types, zones, market, times/,
    ],
    [['StartInstances'], /give a JSON object/],
  ])('refuses %j', async (given, complaint) => {
    const answer = await fetch(`${emulator.aws.endpoint}/_catnap/faults`, {
      method: 'POST',
      body: JSON.stringify(given),
    });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { message: expect.stringMatching(complaint) },
    ]);
    expect(await emulator.faults()).toEqual({});
  });

  it('says what it knows when asked for something else', async () => {
    const { endpoint } = emulator.aws;
    const [path, method] = [
      await fetch(`${endpoint}/_catnap/fault`),
      await fetch(`${endpoint}/_catnap/faults`, { method: 'PUT' }),
    ];
    expect(await path.json()).toEqual({
      message: expect.stringMatching(/^\/_catnap\/fault is unknown; there are \/_catnap\/faults, /),
    });
    expect(await method.json()).toEqual({ message: 'PUT given, GET or POST or DELETE allowed' });
  });
});
