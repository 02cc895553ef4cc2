import {
  EC2Client,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../rehearsal/until.ts';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { launch } from './launch.ts';
import { describeInstance, reached } from './reached.ts';

let emulator: TestEmulator;
let ec2: EC2Client;

async function start(settings: Parameters<typeof startEmulator>[0]) {
  emulator = await startEmulator(settings);
  ec2 = new EC2Client(emulator.aws);
}

async function stop() {
  ec2?.destroy();
  await emulator?.stop();
}

const refusal = (code: string) => expect.objectContaining({ name: code });

describe('instances that are pending', () => {
  beforeAll(() => start({ PENDING_SECONDS: 600 }));
  afterAll(stop);

  it('cannot be stopped, only terminated', async () => {
    const id = await launch(ec2);
    expect((await describeInstance(ec2, id))?.State).toEqual({ Code: 0, Name: 'pending' });
    await expect(ec2.send(new StopInstancesCommand({ InstanceIds: [id] }))).rejects.toEqual(
      refusal('IncorrectInstanceState'),
    );
    const { TerminatingInstances } = await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    expect(TerminatingInstances?.[0]?.CurrentState).toEqual({ Code: 32, Name: 'shutting-down' });
  });
});

describe('instances whose machines report when they are off', () => {
  beforeAll(() => start({ MACHINES: 1, PENDING_SECONDS: 0.1 }));
  afterAll(stop);

  it('stay stopping, and cannot be started, until the machine is off', async () => {
    const id = await launch(ec2);
    await reached(ec2, id, 'running');

    const stopping = await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    expect(stopping.StoppingInstances).toEqual([
      {
        InstanceId: id,
        PreviousState: { Code: 16, Name: 'running' },
        CurrentState: { Code: 64, Name: 'stopping' },
      },
    ]);
    await expect(ec2.send(new StartInstancesCommand({ InstanceIds: [id] }))).rejects.toEqual(
      refusal('IncorrectInstanceState'),
    );
    expect(await emulator.machines()).toContainEqual(expect.objectContaining({ id, state: 'stopping' }));

    expect(await emulator.reportOff(id)).toBe(204);
    expect((await describeInstance(ec2, id))?.State).toEqual({ Code: 80, Name: 'stopped' });
  });

  it('keep their address and get a new launch time when they are started again', async () => {
    const id = await launch(ec2);
    await reached(ec2, id, 'running');
    const first = await describeInstance(ec2, id);
    await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    await emulator.reportOff(id);
    // EC2 tells launch times in whole seconds.
    await until(async () => (Date.now() >= (first?.LaunchTime?.getTime() ?? 0) + 1000 ? true : undefined), {
      what: 'the next second',
      timeout: 5000,
    });

    const starting = await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    expect(starting.StartingInstances?.[0]?.CurrentState?.Name).toBe('pending');
    const second = await describeInstance(ec2, id);
    expect(second?.LaunchTime?.getTime()).toBeGreaterThan(
      first?.LaunchTime?.getTime() ?? Number.POSITIVE_INFINITY,
    );
    expect(second?.PrivateIpAddress).toBe(first?.PrivateIpAddress);
    await reached(ec2, id, 'running');
  });

  it('may be asked twice, as callers do who do not know of one another', async () => {
    const id = await launch(ec2);
    await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    await reached(ec2, id, 'running');
    await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    expect(await emulator.reportOff(id)).toBe(204);
    await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    expect((await describeInstance(ec2, id))?.State?.Name).toBe('stopped');
  });

  it('are terminated once the machine is off, and at once if it was off already', async () => {
    const [running, stopped] = [await launch(ec2), await launch(ec2)];
    await reached(ec2, running, 'running');
    await reached(ec2, stopped, 'running');
    await ec2.send(new StopInstancesCommand({ InstanceIds: [stopped] }));
    await emulator.reportOff(stopped);

    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [running, stopped] }));
    expect((await describeInstance(ec2, running))?.State?.Name).toBe('shutting-down');
    expect((await describeInstance(ec2, stopped))?.State?.Name).toBe('terminated');
    expect(await emulator.reportOff(running)).toBe(204);
    expect((await describeInstance(ec2, running))?.State?.Name).toBe('terminated');
    expect((await emulator.machines()).map((machine) => machine.id)).not.toContain(running);
    await expect(ec2.send(new StartInstancesCommand({ InstanceIds: [running] }))).rejects.toEqual(
      refusal('IncorrectInstanceState'),
    );
  });

  it('cannot be reported off while nobody asked them to be', async () => {
    const id = await launch(ec2);
    await reached(ec2, id, 'running');
    expect(await emulator.reportOff(id)).toBe(409);
    expect((await describeInstance(ec2, id))?.State?.Name).toBe('running');
    expect(await emulator.reportOff('i-00000000000000000')).toBe(404);
  });

  it('are refused as a whole when one of them is unknown', async () => {
    const id = await launch(ec2);
    await reached(ec2, id, 'running');
    await expect(
      ec2.send(new StopInstancesCommand({ InstanceIds: [id, 'i-00000000000000000'] })),
    ).rejects.toEqual(refusal('InvalidInstanceID.NotFound'));
    await expect(ec2.send(new StartInstancesCommand({ InstanceIds: ['kafka'] }))).rejects.toEqual(
      refusal('InvalidInstanceID.Malformed'),
    );
    expect((await describeInstance(ec2, id))?.State?.Name).toBe('running');
  });
});

describe('instances without machines', () => {
  beforeAll(() => start({ PENDING_SECONDS: 0.1, STOPPING_SECONDS: 0.1 }));
  afterAll(stop);

  it('stop and end by themselves, after a while', async () => {
    const id = await launch(ec2);
    await reached(ec2, id, 'running');
    const { StoppingInstances } = await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    expect(StoppingInstances?.[0]?.CurrentState?.Name).toBe('stopping');
    await reached(ec2, id, 'stopped');
    await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    await reached(ec2, id, 'running');
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    await reached(ec2, id, 'terminated');
  });
});
