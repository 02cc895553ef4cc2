import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { end } from './end.ts';

/** How a broker's process is started. */
export interface BrokerProgram {
  /** The JDK's `java`. */
  readonly java: string;
  /** Path of the `java @file`. */
  readonly jvmArguments: string;
  readonly serverProperties: string;
  /** Path of what the process says. */
  readonly log: string;
}

/** The process of one broker, which comes and goes while its folder stays. */
export class BrokerProcess {
  readonly #program: BrokerProgram;
  #process: ChildProcess | undefined;

  constructor(program: BrokerProgram) {
    this.#program = program;
  }

  /** What Kafka said. */
  get log(): string {
    return readFileSync(this.#program.log, 'utf8');
  }

  /** Whether it was started and is no more. */
  get hasEnded(): boolean {
    const { exitCode = null, signalCode = null } = this.#process ?? {};
    return exitCode !== null || signalCode !== null;
  }

  /** Formats the log directory. */
  format(...args: readonly string[]): void {
    const { java, jvmArguments, serverProperties } = this.#program;
    const command = ['kafka.tools.StorageTool', 'format', ...args, '-c', serverProperties];
    execFileSync(java, [`@${jvmArguments}`, ...command], { stdio: 'pipe' });
  }

  /** Starts the process and does not wait for anything. */
  launch(): void {
    const { java, jvmArguments, serverProperties, log } = this.#program;
    const said = openSync(log, 'a');
    const args = [`@${jvmArguments}`, 'kafka.Kafka', serverProperties];
    this.#process = spawn(java, args, { stdio: ['ignore', said, said] });
  }

  /** SIGTERM, as systemd does. */
  stop(): Promise<void> {
    return end(this.#process, 'SIGTERM');
  }

  /** SIGKILL, as a power failure does; also while it is frozen. */
  kill(): Promise<void> {
    return end(this.#process, 'SIGKILL');
  }

  /** Stops in the middle of whatever it does, until `thaw`: connections stay and nothing answers. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }
}
