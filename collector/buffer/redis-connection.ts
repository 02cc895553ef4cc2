import { createClient, ErrorReply, RESP_TYPES } from 'redis';
import type { Clock } from '../delivery/clock.ts';
import { CollectorError } from '../errors.ts';
import type { RedisSettings } from '../settings.ts';

/** What Redis answers, in its second protocol. */
export type Reply = null | number | string | Buffer | readonly Reply[];

/** Milliseconds for one command. Redis answers in one or a few; it is stalled, or gone, when it takes so long. */
const DEADLINE = 2000;

/**
 * One connection, which is not made again when it is lost: between, somebody else may have become the owner. Nothing
 * is queued while it is lost.
 */
export class RedisConnection {
  readonly #client: ReturnType<typeof clientFor>;
  readonly #clock: Clock;
  readonly #name: string;
  #open = true;

  private constructor(settings: RedisSettings, clock: Clock) {
    this.#client = clientFor(settings);
    this.#clock = clock;
    this.#name = `${settings.host}:${settings.port}`;
    // Whatever fails, fails a command too, the renewal of the lease at the latest.
    this.#client.on('error', () => this.close());
  }

  /** @throws CollectorError `unavailable` */
  static async make(settings: RedisSettings, clock: Clock): Promise<RedisConnection> {
    const connection = new RedisConnection(settings, clock);
    await connection.#within(connection.#client.connect());
    return connection;
  }

  get open(): boolean {
    return this.#open && this.#client.isReady;
  }

  /** @throws CollectorError `unavailable`, after which the connection is closed; ErrorReply, in Redis' own words */
  command(...args: (string | Buffer)[]): Promise<Reply> {
    return this.#within(this.#client.sendCommand<Reply>(args, BUFFERS));
  }

  /** @throws as `command` does */
  script(text: string, keys: readonly string[], ...args: (string | Buffer)[]): Promise<Reply> {
    return this.command('EVAL', text, String(keys.length), ...keys, ...args);
  }

  /** May be called twice. */
  close(): void {
    if (this.#open && this.#client.isOpen) this.#client.destroy();
    this.#open = false;
  }

  async #within<T>(answer: Promise<T>): Promise<T> {
    const late = Promise.withResolvers<never>();
    const cancel = this.#clock.after(DEADLINE, () =>
      late.reject(new Error(`no answer within ${DEADLINE} ms`)),
    );
    try {
      return await Promise.race([answer, late.promise]);
    } catch (error) {
      if (error instanceof ErrorReply) throw error;
      this.close();
      const why = error instanceof Error ? error.message : String(error);
      throw new CollectorError('unavailable', `Redis at ${this.#name} cannot be used: ${why}`, {
        cause: error,
      });
    } finally {
      cancel();
    }
  }
}

const BUFFERS = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } };

function clientFor({ host, port, username, password }: RedisSettings) {
  return createClient({
    RESP: 2,
    socket: { host, port, reconnectStrategy: false, connectTimeout: DEADLINE },
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  });
}
