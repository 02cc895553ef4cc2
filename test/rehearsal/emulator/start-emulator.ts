import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, dirname, join } from 'node:path';
import { jest } from '@jest/globals';
import { type EmulatedAws, emulatedAws, environmentWithoutAws } from '../../../rehearsal/emulated-aws.ts';
import { freePort } from '../../../rehearsal/free-port.ts';
import { findPython } from '../../../rehearsal/laptop/python.ts';
import { pythonPackages } from '../../../rehearsal/laptop/python-packages.ts';
import { until } from '../../../rehearsal/until.ts';
import { type ControlSeam, controlSeam } from './control-seam.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const EMULATOR = join(ROOT, 'rehearsal', 'emulator');

// The first start on a machine installs the emulator.
jest.setTimeout(180_000);

/** The CATNAP_ settings of the launcher, which documents them. */
interface EmulatorSettings {
  readonly PENDING_SECONDS?: number;
  readonly STOPPING_SECONDS?: number;
  readonly DETACHING_SECONDS?: number;
  readonly MINUTE_SECONDS?: number;
  readonly MACHINES?: 1;
  readonly PARENT_PID?: number;
}

export interface TestEmulator extends ControlSeam {
  readonly aws: EmulatedAws;
  readonly launcher: ChildProcess;
  /** Ends it, whatever state it is in. */
  stop(): Promise<void>;
}

/** The Python that CATNAP_EMULATOR_PYTHON names, with the emulator's packages; else the rehearsal's, made if need be. */
async function emulatorPython(): Promise<string> {
  if (process.env.CATNAP_EMULATOR_PYTHON !== undefined) {
    return process.env.CATNAP_EMULATOR_PYTHON;
  }
  const requirements = join(EMULATOR, 'requirements.txt');
  return (await pythonPackages(await findPython(), requirements, join(ROOT, '.catnap', 'emulator'))).python;
}

interface Launcher {
  readonly process: ChildProcess;
  /** What it wrote to stderr until now: its log. */
  said(): string;
}

/** The launcher as a process of its own, which may be not ready yet. */
export async function spawnLauncher(port: number, settings: EmulatorSettings = {}): Promise<Launcher> {
  const catnap = Object.entries(settings).map(([name, value]) => [`CATNAP_${name}`, String(value)]);
  const said: string[] = [];
  const launcher = spawn(await emulatorPython(), [join(EMULATOR, 'launcher.py')], {
    env: {
      ...environmentWithoutAws(),
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      GATEWAY_PORT: String(port),
      LOG_LEVEL: 'ERROR',
      // Should the test die, the emulator follows it.
      CATNAP_PARENT_PID: String(process.pid),
      ...Object.fromEntries(catnap),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  launcher.stderr?.on('data', (chunk) => said.push(String(chunk)));
  return { process: launcher, said: () => said.join('') };
}

/** Whether the emulator answers: `true`, else an error. */
export async function answers(aws: EmulatedAws): Promise<true | undefined> {
  return (await fetch(`${aws.endpoint}/_ministack/health`)).ok ? true : undefined;
}

/** Starts the emulator on a free port and waits until it is ready. */
export async function startEmulator(settings: EmulatorSettings = {}): Promise<TestEmulator> {
  const port = await freePort();
  const aws = emulatedAws(port);
  const { process: launcher, said } = await spawnLauncher(port, settings);
  const stop = async () => {
    if (launcher.exitCode === null && launcher.signalCode === null) {
      const exited = once(launcher, 'exit');
      launcher.kill('SIGTERM');
      await exited;
    }
  };
  try {
    await until(() => answers(aws), {
      what: 'the emulator answers',
      timeout: 30_000,
      giveUp: () => (launcher.exitCode === null ? undefined : new Error(`the emulator ended: ${said()}`)),
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    aws,
    launcher,
    stop,
    ...controlSeam(aws.endpoint),
  };
}
