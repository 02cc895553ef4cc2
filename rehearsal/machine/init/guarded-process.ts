import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { errorCode } from '../error-code.ts';
import { MachineError } from '../machine-error.ts';

const GUARD = join(import.meta.dirname, 'guard.sh');

/** How a process ended. */
export type Exit = { readonly code: number } | { readonly signal: NodeJS.Signals };

export interface ProcessOptions {
  /** The whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly workingFolder: string;
  /**
   * Who is asked to end: all of the group, or with `mixed` the process alone (systemd.kill(5)).
   * @default 'control-group'
   */
  readonly killMode?: 'control-group' | 'mixed';
  /** Each line that the process or a child of it writes. */
  readonly onLine: (line: string) => void;
}

/**
 * A process and its children, as one group. When the process ends, what is left of the group is killed, as systemd
 * does with a service's control group (it asks with SIGTERM first, this does not); when this process of ours ends, in
 * whatever way, the group is killed too. A child that leaves the group escapes, which a control group would prevent.
 */
export class GuardedProcess {
  readonly pid: number;
  /** Settles when the process has ended and all that the group wrote was read. */
  readonly exited: Promise<Exit>;
  readonly #killMode: ProcessOptions['killMode'];
  /** From then on the process id may belong to somebody else. */
  #ended = false;

  private constructor(pid: number, exited: Promise<Exit>, killMode: ProcessOptions['killMode']) {
    this.pid = pid;
    this.#killMode = killMode;
    this.exited = exited.finally(() => {
      this.#ended = true;
    });
  }

  /**
   * Starts a process.
   *
   * @param argv the program, by absolute path, and its arguments
   * @throws MachineError `cannot-run` when bash, which guards it, cannot be started
   */
  static start(
    argv: readonly string[],
    { environment, workingFolder, killMode, onLine }: ProcessOptions,
  ): GuardedProcess {
    const child = spawn('bash', [GUARD, ...argv], {
      cwd: workingFolder,
      detached: true,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    if (child.pid === undefined) {
      child.once('error', (error) =>
        onLine(`bash, which guards ${argv[0]}, could not be started: ${error.message}`),
      );
      throw new MachineError('cannot-run', `bash must be on the PATH to run ${argv[0]}`);
    }
    for (const output of [child.stdout, child.stderr])
      if (output) createInterface({ input: output }).on('line', onLine);
    return new GuardedProcess(child.pid, exitOf(child), killMode);
  }

  /** Sends a signal to the process and, but for SIGTERM in `mixed` mode, all of its group; to one that has ended, nothing. */
  signal(signal: NodeJS.Signals): void {
    if (this.#ended) return;
    const isForOne = this.#killMode === 'mixed' && signal === 'SIGTERM';
    try {
      process.kill(isForOne ? this.pid : -this.pid, signal);
    } catch (error) {
      // It ended a moment ago and its exit is on its way to us.
      if (errorCode(error) !== 'ESRCH') throw error;
    }
  }

  /**
   * Asks it to end with SIGTERM, and ends the group with SIGKILL if it has not after `patience` milliseconds.
   *
   * @returns how the process ended, and whether it took SIGKILL
   */
  async terminate(patience: number): Promise<{ exit: Exit; killed: boolean }> {
    this.signal('SIGTERM');
    const exit = await this.exitWithin(patience);
    if (exit) return { exit, killed: false };
    this.signal('SIGKILL');
    return { exit: await this.exited, killed: true };
  }

  /** How it ended, or undefined if it runs on after `patience` milliseconds. */
  async exitWithin(patience: number): Promise<Exit | undefined> {
    if (patience === Number.POSITIVE_INFINITY) return this.exited;
    const { promise: late, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(resolve, patience, undefined);
    const exit = await Promise.race([this.exited, late]);
    clearTimeout(timer);
    return exit;
  }
}

async function exitOf(child: ChildProcess): Promise<Exit> {
  const closed = once(child, 'close');
  await once(child, 'exit');
  child.stdio[3]?.destroy();
  await closed;
  if (child.signalCode) return { signal: child.signalCode };
  return { code: child.exitCode ?? 0 };
}
