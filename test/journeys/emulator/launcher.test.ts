import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { emulatedAws } from '../../../rehearsal/emulated-aws.ts';
import { freePort } from '../../../rehearsal/free-port.ts';
import { serveLocally } from '../../../rehearsal/metadata-service/local-server.ts';
import { until } from '../../../rehearsal/until.ts';
import {
  answers,
  spawnLauncher,
  startEmulator,
  type TestEmulator,
} from '../../rehearsal/emulator/start-emulator.ts';
import { deployStack } from './stack.ts';

const running: TestEmulator[] = [];

async function start(): Promise<TestEmulator> {
  const emulator = await startEmulator();
  running.push(emulator);
  return emulator;
}

afterEach(() => Promise.all(running.splice(0).map((emulator) => emulator.stop())));

/** A function that tells its process id to a listener and goes on for ever. */
const ENDLESS = `exports.handler = () => new Promise(() => {
  fetch(process.env.CATNAP_LISTENER, { method: 'POST', body: String(process.pid) });
  setInterval(() => {}, 1000);
});
process.on('SIGTERM', () => {});`;

/** Deploys a custom resource that never answers; gives the process of its function. */
async function hangingDeploy({ aws }: TestEmulator): Promise<number> {
  const told = Promise.withResolvers<string>();
  const listener = await serveLocally(async (request, response) => {
    told.resolve(await text(request));
    response.end();
  });
  const role = {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
      ],
    },
  };
  deployStack(aws, 'Hanging', {
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: role },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Timeout: 900,
          Code: { ZipFile: ENDLESS },
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Environment: { Variables: { CATNAP_LISTENER: listener.address } },
        },
      },
      Hanging: {
        Type: 'Custom::Hanging',
        Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] } },
      },
    },
  }).catch(() => 'the emulator ends while it waits');
  try {
    return Number(await told.promise);
  } finally {
    await listener.close();
  }
}

function ended(pid: number): Promise<true> {
  const look = () => {
    try {
      process.kill(pid, 0);
    } catch {
      return Promise.resolve(true as const);
    }
    return Promise.resolve(undefined);
  };
  return until(look, { what: `process ${pid} has ended`, timeout: 10_000, every: 20 });
}

describe('the launcher', () => {
  it('ends at once with its functions when it is asked to, even while a custom resource hangs', async () => {
    const emulator = await start();
    const worker = await hangingDeploy(emulator);
    emulator.launcher.kill('SIGTERM');
    const [code] = await once(emulator.launcher, 'exit');
    expect(code).toBe(0);
    await ended(worker);
  });

  it('leaves nothing behind when it is killed', async () => {
    const emulator = await start();
    const worker = await hangingDeploy(emulator);
    emulator.launcher.kill('SIGKILL');
    await ended(worker);
    await expect(answers(emulator.aws)).rejects.toThrow();
  });

  it('ends when the process is gone that it was told to watch', async () => {
    const watched = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const port = await freePort();
    const { process: launcher } = await spawnLauncher(port, { PARENT_PID: watched.pid ?? 0 });
    await until(() => answers(emulatedAws(port)), { what: 'the emulator answers', timeout: 30_000 });
    watched.kill();
    const [code] = await once(launcher, 'exit');
    expect(code).toBe(0);
  });

  it('fails when its port is taken', async () => {
    const { aws } = await start();
    const second = await spawnLauncher(Number(new URL(aws.endpoint).port));
    const [code] = await once(second.process, 'close');
    expect(code).toBe(1);
    expect(second.said()).toContain('give a port that is free in GATEWAY_PORT');
    expect(await answers(aws)).toBe(true);
  });

  it('refuses a setting that makes no sense', async () => {
    const launcher = await spawnLauncher(await freePort(), { PENDING_SECONDS: -1 });
    const [code] = await once(launcher.process, 'close');
    expect(code).toBe(1);
    expect(launcher.said()).toContain("CATNAP_PENDING_SECONDS is '-1': give a number of seconds, 0 or more");
  });
});
