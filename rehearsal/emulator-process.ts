import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { type EmulatedAws, emulatedAws, environmentWithoutAws } from './emulated-aws.ts';
import { RehearsalError } from './errors.ts';
import { until } from './until.ts';

const LAUNCHER = join(import.meta.dirname, 'emulator', 'launcher.py');

export interface EmulatorOptions {
  /** A Python that has the emulator's packages. */
  readonly python: string;
  /** A port that is free. */
  readonly port: number;
  /** Where its log goes. */
  readonly folder: string;
  /** How long a minute of EventBridge Scheduler lasts. Seconds. */
  readonly minute: number;
  /** How long an instance is `pending`. Seconds. */
  readonly pending: number;
}

/** The running emulator. */
export interface Emulator {
  readonly aws: EmulatedAws;
  readonly log: string;
  close(): Promise<void>;
}

/** It is up in half a second; more than this means that something is wrong. Milliseconds. */
const START_TIMEOUT = 30_000;

/**
 * Starts the emulator and waits until it answers.
 *
 * @throws RehearsalError 'emulator-died' with the end of its log, or 'timed-out'.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { folder, port } = options;
  const aws = emulatedAws(port);
  const log = join(folder, 'emulator.log');
  await mkdir(folder, { recursive: true });
  const child = spawn(options.python, [LAUNCHER], {
    env: {
      ...environmentWithoutAws(),
      // Its Lambda workers find node there: the one that runs this, whatever the person's shell has.
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      GATEWAY_PORT: String(port),
      CATNAP_MACHINES: '1',
      CATNAP_MINUTE_SECONDS: String(options.minute),
      CATNAP_PENDING_SECONDS: String(options.pending),
      CATNAP_PARENT_PID: String(process.pid),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C on a terminal goes to the whole group; machines still report while they are ended.
    detached: true,
  });
  const file = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });

  const close = async () => {
    await end(child);
    file.end();
  };
  try {
    await until(async () => ((await fetch(`${aws.endpoint}/_ministack/health`)).ok ? true : undefined), {
      what: 'the emulator answers',
      timeout: START_TIMEOUT,
      giveUp: () =>
        child.exitCode === null
          ? undefined
          : new RehearsalError('emulator-died', `the emulator ended with code ${child.exitCode}`),
    });
  } catch (error) {
    await close();
    const tail = (await readFile(log, 'utf8')).trimEnd().split('\n').slice(-15).join('\n');
    throw new RehearsalError(
      'emulator-died',
      `${error instanceof Error ? error.message : error}; the end of ${log}:\n${tail}`,
      { cause: error },
    );
  }
  return { aws, log, close };
}

/** Patience with an orderly end. Milliseconds. */
const END_TIMEOUT = 5000;

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  // It has been seen to ignore SIGTERM while a custom resource of a deploy hung.
  const impatience = setTimeout(() => child.kill('SIGKILL'), END_TIMEOUT);
  await exited;
  clearTimeout(impatience);
}
