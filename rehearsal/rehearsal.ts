import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { CommandBody } from '../power/api/api.ts';
import { callDirectly } from '../power/api/direct-call.ts';
import { bootstrapParameter, functionParameter } from '../power/names.ts';
import { bootstrap, deploy, type StackOutputs } from './deploy.ts';
import type { EmulatedAws } from './emulated-aws.ts';
import { startEmulator } from './emulator-process.ts';
import type { RehearsalEndpoints } from './endpoints.ts';
import { RehearsalError } from './errors.ts';
import { freePort } from './free-port.ts';
import type { Laptop } from './laptop/laptop.ts';
import type { Progress } from './laptop/progress.ts';
import { startSupervisor } from './machine/supervisor.ts';
import { type PowerClient, powerClient } from './power-client.ts';
import type { RehearsalFolder } from './rehearsal-folder.ts';

/** The environment that is deployed, as for `-c env=`. */
const ENVIRONMENT = 'rehearsal';
const TARGET = 'kafka';

export interface RehearsalOptions {
  readonly folder: RehearsalFolder;
  readonly laptop: Laptop;
  /** Folder with the programs that hosts run. */
  readonly programs: string;
  readonly progress: Progress;
  /** Aborting it ends the start half-way; what was started by then is ended. */
  readonly signal: AbortSignal;
}

/** A rehearsal that runs: the environment deployed to the emulator, and a machine for each instance. */
export interface RehearsalHandle {
  readonly aws: EmulatedAws;
  readonly power: PowerClient;
  /** The signal that it was started with; waits end with it. */
  readonly signal: AbortSignal;
  /** Asks the wake function directly, as a person with credentials; throws what it refuses. */
  ask(method: string, path: string, body?: object): Promise<CommandBody>;
  /** The bootstrap address that the host published. */
  kafka(): Promise<string>;
  /** Writes endpoints.json, for other programs. */
  writeEndpoints(): Promise<string>;
  /** Ends machines and emulator, and everything that they started. */
  close(): Promise<void>;
}

/** Seconds that instances are `pending`, and that a minute of the Scheduler lasts: the tick of the environment. */
const PACE = { pending: 2, minute: 2 };

/**
 * Deploys the environment and plays its instances until it is closed.
 *
 * @throws RehearsalError when the emulator or the deploy fails; nothing is left running then.
 */
export async function startRehearsal(options: RehearsalOptions): Promise<RehearsalHandle> {
  const { folder, laptop, programs, progress, signal } = options;
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) {
      await closer();
    }
  };
  try {
    const emulatorFolder = join(folder.path, 'emulator');
    const emulator = await startEmulator({
      python: laptop.emulatorPython,
      port: await freePort(),
      folder: emulatorFolder,
      ...PACE,
    });
    closers.push(emulator.close);
    const { aws } = emulator;
    const machinesFolder = join(folder.path, 'machines');
    await mkdir(machinesFolder);
    const log = createWriteStream(join(folder.path, 'machines.log'));
    const supervisor = startSupervisor({
      emulator: aws.endpoint,
      folder: machinesFolder,
      programs: { node: process.execPath, java: laptop.java },
      log: (line) => log.write(`${new Date().toISOString()} ${line}\n`),
    });
    closers.push(() => supervisor.close());

    const deployment = { aws, folder: folder.path, environment: ENVIRONMENT, programs, signal };
    await progress.step('an AWS account, emulated and bootstrapped', () => bootstrap(deployment));
    const outputs = await progress.step('the stacks, synthesised and deployed', () => deploy(deployment));
    const power = powerClient(localFunctionUrl(wakeUrl(outputs), aws));
    // A copy: SDK clients write notes of their own into the credentials that they are given.
    const ssm = new SSMClient(structuredClone(aws));
    const parameter = async (name: string) =>
      (await ssm.send(new GetParameterCommand({ Name: name }))).Parameter?.Value ?? '';
    const kafka = () => parameter(bootstrapParameter(ENVIRONMENT, TARGET));
    const lambda = new LambdaClient(structuredClone(aws));
    const wakeFunction = await parameter(functionParameter(ENVIRONMENT, 'wake'));
    return {
      aws,
      power,
      signal,
      kafka,
      close,
      async ask(method, path, body) {
        const answer = await callDirectly(lambda, wakeFunction, { method, path, body, by: 'person' });
        if (answer.status >= 400) {
          throw new RehearsalError(
            'power-refused',
            `${method} ${path} answered ${answer.status}: ${answer.body}`,
          );
        }
        return JSON.parse(answer.body) as CommandBody;
      },
      async writeEndpoints() {
        const endpoints: RehearsalEndpoints = {
          environment: ENVIRONMENT,
          aws,
          wake: new URL('wake', power.url).href,
          status: new URL('status', power.url).href,
          kafka: { bootstrap: await kafka(), security: 'open' },
          tools: { java: laptop.java, jars: laptop.jars },
          machines: supervisor.machines(),
        };
        const file = join(folder.path, 'endpoints.json');
        await writeFile(file, `${JSON.stringify(endpoints, undefined, 2)}\n`);
        return file;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function wakeUrl(outputs: StackOutputs): string {
  const url = Object.values(outputs).flatMap((stack) => stack.WakeUrl ?? [])[0];
  if (url === undefined) {
    throw new RehearsalError(
      'deploy-failed',
      `no stack of '${ENVIRONMENT}' has the output WakeUrl; publicWake must be on for a rehearsal`,
    );
  }
  return url;
}

/** The emulator serves function URLs under its own address, not under the one that the stack's output names. */
function localFunctionUrl(url: string, aws: EmulatedAws): string {
  const id = new URL(url).hostname.split('.')[0];
  return `${aws.endpoint}/_aws/lambda-url/${id}/`;
}
