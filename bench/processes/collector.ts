import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../rehearsal/free-port.ts';
import { until } from '../../rehearsal/until.ts';
import { end } from './end.ts';
import type { Program } from './program.ts';

/** Nothing about one collector takes longer. Milliseconds. */
const PATIENCE = 30_000;

/** A collector in a process of its own, on a port that it keeps. */
export class LocalCollector {
  readonly url: string;
  readonly #folder: string;
  readonly #program: Program;
  #process: ChildProcess | undefined;

  private constructor(url: string, folder: string, program: Program) {
    this.url = url;
    this.#folder = folder;
    this.#program = program;
  }

  /**
   * @param program how it is started
   * @param settings as a host's agent writes them, but for `listen`
   */
  static async make(program: Program, settings: object): Promise<LocalCollector> {
    const folder = mkdtempSync(join(tmpdir(), 'catnap-collector-'));
    const port = await freePort();
    const file = join(folder, 'collector.json');
    writeFileSync(file, JSON.stringify({ ...settings, listen: { host: '127.0.0.1', port } }));
    return new LocalCollector(`http://127.0.0.1:${port}`, folder, {
      ...program,
      args: [...program.args, file],
    });
  }

  /** Starts the process and waits until it answers. */
  async start(): Promise<void> {
    const log = openSync(join(this.#folder, 'log'), 'a');
    const child = spawn(process.execPath, this.#program.args, {
      stdio: ['ignore', log, log],
      env: { ...process.env, ...this.#program.environment },
    });
    this.#process = child;
    await until(async () => (await fetch(`${this.url}/health`)).ok || undefined, {
      what: 'the collector answers',
      timeout: PATIENCE,
      giveUp: () =>
        child.exitCode === null ? undefined : new Error(`the collector has ended:\n${this.log}`),
    });
  }

  /** Waits until it keeps its promise. */
  async untilReady(): Promise<void> {
    await until(async () => (await fetch(`${this.url}/ready`)).ok || undefined, {
      what: 'the collector is ready',
      timeout: PATIENCE,
    });
  }

  async status(): Promise<Record<string, unknown>> {
    const answer: unknown = await (await fetch(`${this.url}/status`)).json();
    return Object.assign({}, answer);
  }

  /** What it said. */
  get log(): string {
    return readFileSync(join(this.#folder, 'log'), 'utf8');
  }

  /** SIGTERM, as systemd does. */
  stop(): Promise<void> {
    return end(this.#process, 'SIGTERM');
  }

  /** SIGKILL, as a crash does. */
  kill(): Promise<void> {
    return end(this.#process, 'SIGKILL');
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
