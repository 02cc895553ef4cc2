import { createWriteStream } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bootstrap, deploy } from './deploy.ts';
import { type DeployedEnvironment, openDeployedEnvironment } from './deployed-environment.ts';
import type { EmulatedAws } from './emulated-aws.ts';
import { startEmulator } from './emulator-process.ts';
import type { MachineEndpoint, RedisEndpoint, RehearsalEndpoints } from './endpoints.ts';
import { RehearsalError } from './errors.ts';
import { freePort } from './free-port.ts';
import { localWakeUrl } from './function-url.ts';
import type { Java } from './laptop/laptop.ts';
import type { Progress } from './laptop/progress.ts';
import { startSupervisor } from './machine/supervisor.ts';
import type { RehearsalFolder } from './rehearsal-folder.ts';
import { ONE_HOST, REDIS, type RehearsedEnvironment } from './rehearsed-environment.ts';

/** Who applications are when they use Redis (host/redis/users.ts). */
const REDIS_USER = 'client';

/** What hosts are made of. */
export interface HostPrograms extends Java {
  /** A redis-server, 6.2 or newer. */
  readonly redis: string;
  /** Folder with the programs that a deploy uploads. */
  readonly programs: string;
}

export interface RehearsalOptions {
  /** @default ONE_HOST */
  readonly environment?: RehearsedEnvironment;
  readonly folder: RehearsalFolder;
  /** A Python that has the emulator's packages. */
  readonly emulatorPython: string;
  /** May still be under way: the emulator starts meanwhile. */
  readonly hosts: Promise<HostPrograms>;
  readonly progress: Progress;
  /** Aborting it ends the start half-way; what was started by then is ended. */
  readonly signal: AbortSignal;
}

/** A rehearsal that runs: the environment deployed to the emulator, and a machine for each instance. */
export interface RehearsalHandle extends DeployedEnvironment {
  readonly aws: EmulatedAws;
  /** Base address of the door for visitors, the wake page. */
  readonly wakePage: string;
  /** The signal that it was started with; waits end with it. */
  readonly signal: AbortSignal;
  /**
   * Where Redis is, and as whom to log in.
   *
   * @throws RehearsalError 'no-machine' while no Redis host runs.
   */
  redis(): Promise<RedisEndpoint>;
  /** The machines that are on. */
  machines(): MachineEndpoint[];
  /**
   * Writes endpoints.json, for other programs, and returns its path.
   *
   * @throws RehearsalError 'no-machine' while a Redis host is to be there and none runs.
   */
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
  const started = new AsyncDisposableStack();
  try {
    return await start(options, started);
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
}

async function start(options: RehearsalOptions, started: AsyncDisposableStack): Promise<RehearsalHandle> {
  const { environment = ONE_HOST, folder, emulatorPython, progress, signal } = options;
  const emulator = await startEmulator({
    python: emulatorPython,
    port: await freePort(),
    folder: join(folder.path, 'emulator'),
    ...PACE,
  });
  started.defer(emulator.close);
  const { aws } = emulator;

  const account = { aws, folder: folder.path, signal };
  const [{ programs, java, jars, redis: redisServer }] = await Promise.all([
    options.hosts,
    progress.step('an AWS account, emulated and bootstrapped', () => bootstrap(account)),
  ]);

  const machines = join(folder.path, 'machines');
  await mkdir(machines);
  const log = createWriteStream(join(folder.path, 'machines.log'));
  const supervisor = startSupervisor({
    emulator: aws.endpoint,
    folder: machines,
    programs: { node: process.execPath, java, redis: redisServer },
    log: (line) => log.write(`${new Date().toISOString()} ${line}\n`),
  });
  started.defer(supervisor.close);

  const deployment = { ...account, environment: environment.name, programs };
  const outputs = await progress.step('the stacks, synthesised and deployed', () => deploy(deployment));
  const wakePage = localWakeUrl(outputs, aws);
  const deployed = openDeployedEnvironment(aws, environment);
  const redis = async (): Promise<RedisEndpoint> => {
    const machine = supervisor.machines().find(({ target }) => target === REDIS);
    if (machine === undefined) {
      throw new RehearsalError(
        'no-machine',
        `no Redis host runs; ${join(folder.path, 'machines.log')} says why`,
      );
    }
    const password = await deployed.redisPassword(REDIS_USER);
    return { host: '127.0.0.1', port: machine.ports.REDIS, username: REDIS_USER, password };
  };

  return {
    ...deployed,
    aws,
    wakePage,
    signal,
    redis,
    machines: supervisor.machines,
    close: () => started.disposeAsync(),
    async writeEndpoints() {
      const endpoints: RehearsalEndpoints = {
        environment: environment.name,
        aws,
        wake: new URL('wake', wakePage).href,
        status: new URL('status', wakePage).href,
        kafka: { bootstrap: await deployed.kafka(), security: 'open' },
        ...(environment.others.includes(REDIS)
          ? { collector: await deployed.collector(), redis: await redis() }
          : {}),
        tools: { java, jars },
        machines: supervisor.machines(),
      };
      const file = join(folder.path, 'endpoints.json');
      // Nobody reads half of it.
      await writeFile(`${file}.next`, `${JSON.stringify(endpoints, undefined, 2)}\n`);
      await rename(`${file}.next`, file);
      return file;
    },
  };
}
