import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../rehearsal/free-port.ts';
import { until } from '../../rehearsal/until.ts';
import { end } from './end.ts';

/** Milliseconds until a Redis with a modest log answers, also on a busy machine. */
const PATIENCE = 30_000;

/** As on a host: an answer is given when the log is on the disk, and nothing is ever thrown away. */
const SETTINGS: RedisOptions = {
  bind: '127.0.0.1',
  appendonly: 'yes',
  appendfsync: 'always',
  save: '',
  // What a t3.micro has for it.
  maxmemory: '450mb',
  'maxmemory-policy': 'noeviction',
  'aof-load-truncated': 'yes',
};

/** Lines of redis.conf by name. */
export type RedisOptions = Readonly<Record<string, string>>;

/** A redis-server of its own with the settings by which a Redis host loses nothing, on a free port, its log in a folder. */
export class LocalRedis {
  readonly host = '127.0.0.1';
  readonly port: number;
  readonly folder = mkdtempSync(join(tmpdir(), 'catnap-redis-'));
  readonly #server: string;
  readonly #options: RedisOptions;
  #process: ChildProcess | undefined;

  private constructor(server: string, port: number, options: RedisOptions) {
    this.#server = server;
    this.port = port;
    this.#options = options;
  }

  /**
   * One that does not run yet.
   *
   * @param server the redis-server
   * @param options where they differ from those of a host
   */
  static async make(server: string, options: RedisOptions = {}): Promise<LocalRedis> {
    return new LocalRedis(server, await freePort(), options);
  }

  /** Starts it on what its log holds, and waits until it answers. */
  async start(): Promise<void> {
    const options = { ...SETTINGS, ...this.#options, dir: this.folder, port: String(this.port) };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const log = openSync(join(this.folder, 'log'), 'a');
    this.#process = spawn(this.#server, args, { stdio: ['ignore', log, log] });
    await until(() => this.#ping(), { what: 'redis-server answers', timeout: PATIENCE, every: 20 });
  }

  /** Stops in the middle of whatever it does, until `thaw`. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }

  /** SIGKILL, as a power failure does; also while it is frozen. */
  kill(): Promise<void> {
    return end(this.#process, 'SIGKILL');
  }

  /** Ends it and takes its folder away. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #ping(): Promise<true | undefined> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, this.host, () => socket.write('PING\r\n'));
      socket.setTimeout(1_000, () => socket.destroy(new Error('no answer')));
      socket.once('error', reject);
      socket.once('data', (answer) => {
        socket.destroy();
        resolve(answer.toString().startsWith('+PONG') || undefined);
      });
    });
  }
}
