import type { Clock } from '../delivery/clock.ts';
import { CollectorError } from '../errors.ts';
import type { RedisSettings } from '../settings.ts';
import { OWNER } from './keys.ts';
import { LEASE, RENEWAL, takeLease } from './lease.ts';
import { RedisConnection, type Reply } from './redis-connection.ts';
import { collectorError, isOwnershipLost } from './redis-error.ts';
import { RELEASE, RENEW } from './scripts.ts';

/** A connection to the Redis that it owns the buffer of, until either is lost. Then another session has to begin. */
export class RedisSession {
  readonly #token: string;
  /** Why it is over. */
  trouble: CollectorError | undefined;
  readonly #connection: RedisConnection;
  readonly #clock: Clock;
  #cancel: () => void;

  private constructor(connection: RedisConnection, clock: Clock, token: string) {
    this.#connection = connection;
    this.#clock = clock;
    this.#token = token;
    this.#cancel = this.#renewLater();
  }

  /**
   * @param run of this buffer, known to nobody else
   * @throws CollectorError `unavailable`, `second-collector`
   */
  static async begin(settings: RedisSettings, clock: Clock, run: string): Promise<RedisSession> {
    const connection = await RedisConnection.make(settings, clock);
    try {
      return new RedisSession(connection, clock, await takeLease(connection, clock, run));
    } catch (error) {
      connection.close();
      throw collectorError(error);
    }
  }

  /**
   * Runs a script of those that only the owner may run.
   *
   * @param keys behind the owner's
   * @param args behind the token
   * @throws CollectorError `full`, `unavailable`, `second-collector`
   */
  asOwner(script: string, keys: readonly string[], ...args: (string | Buffer)[]): Promise<Reply> {
    return this.#answered(() => this.#connection.script(script, [OWNER, ...keys], this.#token, ...args));
  }

  /** @throws CollectorError `unavailable`, `second-collector` */
  script(script: string, keys: readonly string[], ...args: (string | Buffer)[]): Promise<Reply> {
    return this.#answered(() => this.#connection.script(script, keys, ...args));
  }

  /** @throws CollectorError `unavailable`, `second-collector` */
  command(...args: string[]): Promise<Reply> {
    return this.#answered(() => this.#connection.command(...args));
  }

  /** Gives the ownership up, so that the next one need not wait; without Redis it runs out. */
  async end(): Promise<void> {
    if (this.trouble !== undefined) return;
    this.#cancel();
    const closed = new CollectorError('unavailable', 'the buffer was closed');
    try {
      await this.asOwner(RELEASE, []);
    } catch (error) {
      if (!(error instanceof CollectorError)) throw error;
    }
    this.#over(closed);
  }

  #renewLater(): () => void {
    return this.#clock.after(RENEWAL, () => this.#renew());
  }

  async #renew(): Promise<void> {
    try {
      await this.asOwner(RENEW, [], String(LEASE));
    } catch (error) {
      if (!(error instanceof CollectorError)) throw error;
    }
    if (this.trouble === undefined) this.#cancel = this.#renewLater();
  }

  async #answered(ask: () => Promise<Reply>): Promise<Reply> {
    if (this.trouble !== undefined) throw this.trouble;
    try {
      return await ask();
    } catch (error) {
      const meant = collectorError(error);
      if (isOwnershipLost(error) || !this.#connection.open) this.#over(meant);
      throw meant;
    }
  }

  #over(trouble: CollectorError): void {
    this.trouble ??= trouble;
    this.#cancel();
    this.#connection.close();
  }
}
