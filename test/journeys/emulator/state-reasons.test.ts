import {
  EC2Client,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { launch } from './launch.ts';
import { reached } from './reached.ts';

let emulator: TestEmulator;
let ec2: EC2Client;

beforeAll(async () => {
  emulator = await startEmulator({ PENDING_SECONDS: 0.1, STOPPING_SECONDS: 0.1 });
  ec2 = new EC2Client(emulator.aws);
});

afterAll(async () => {
  ec2?.destroy();
  await emulator?.stop();
});

async function running(): Promise<string> {
  const id = await launch(ec2);
  await reached(ec2, id, 'running');
  return id;
}

const BY_USER = {
  StateTransitionReason: expect.stringMatching(/^User initiated \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d GMT\)$/),
  StateReason: {
    Code: 'Client.UserInitiatedShutdown',
    Message: 'Client.UserInitiatedShutdown: User initiated shutdown',
  },
};

describe('the reason of a state', () => {
  it('is not there while an instance runs', async () => {
    const instance = await reached(ec2, await running(), 'running');
    expect([instance.StateTransitionReason, instance.StateReason]).toEqual(['', undefined]);
  });

  it('is a user when one stopped it, with the time, until it is started again', async () => {
    const id = await running();
    await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    const asked = (await reached(ec2, id, 'stopped')).StateTransitionReason;
    expect(await reached(ec2, id, 'stopped')).toMatchObject(BY_USER);

    // Whoever stops what is stopped changes nothing.
    await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    expect((await reached(ec2, id, 'stopped')).StateTransitionReason).toBe(asked);

    await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    const again = await reached(ec2, id, 'running');
    expect([again.StateTransitionReason, again.StateReason]).toEqual(['', undefined]);
  });

  it('is a user when one terminated it', async () => {
    const id = await running();
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    expect(await reached(ec2, id, 'terminated')).toMatchObject(BY_USER);
  });

  it('is the instance when it shut itself down: user initiated as EC2 says, but at no time', async () => {
    const id = await running();
    expect(await emulator.stopMachine(id, 'Client.InstanceInitiatedShutdown')).toBe(204);
    expect(await reached(ec2, id, 'stopped')).toMatchObject({
      StateTransitionReason: 'User initiated',
      StateReason: {
        Code: 'Client.InstanceInitiatedShutdown',
        Message: 'Client.InstanceInitiatedShutdown: Instance initiated shutdown',
      },
    });
  });

  it('is AWS when it stopped it', async () => {
    const id = await running();
    expect(await emulator.stopMachine(id, 'Server.ScheduledStop')).toBe(204);
    expect(await reached(ec2, id, 'stopped')).toMatchObject({
      StateTransitionReason: 'Server.ScheduledStop',
      StateReason: { Code: 'Server.ScheduledStop' },
    });
  });
});

describe('the seam that stops an instance', () => {
  it('takes the reasons that are known, and instances that run', async () => {
    const id = await running();
    expect(await emulator.stopMachine(id, 'Server.Tired')).toBe(400);
    expect(await emulator.stopMachine('i-00000000000000000', 'Server.ScheduledStop')).toBe(404);
    await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    await reached(ec2, id, 'stopped');
    expect(await emulator.stopMachine(id, 'Server.ScheduledStop')).toBe(409);
  });
});
