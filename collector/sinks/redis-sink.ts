import { createClient, MultiErrorReply } from 'redis';
import { CollectorError } from '../errors.ts';
import { type EventRecord, HEADER_TYPE } from '../event-record.ts';
import { explain } from '../explain.ts';
import type { RedisSettings } from '../settings.ts';
import { ALL_SENT, throttled, unreachable } from './outcomes.ts';
import type { Outcome, Sink } from './sink.ts';

export interface RedisSinkProps {
  /** Dead letters go to `<stream>.dead-letter`. */
  readonly stream: string;
  readonly redis: RedisSettings;
}

/** Milliseconds to reach Redis and to authenticate. */
const CONNECT_PATIENCE = 5_000;

type Client = ReturnType<typeof openClient>;

/**
 * Adds to Redis streams: one entry for each event, with the fields `id`, `type`, `key` if there is one, `value` as it was
 * sent, and `headers` as a JSON object.
 *
 * All records of a `send` are one transaction: a Redis that is full takes none of them, and so never the second one of a
 * key without the first.
 */
export class RedisSink implements Sink {
  readonly kind = 'redis';
  readonly #props: RedisSinkProps;
  #client: Client | undefined;

  constructor(props: RedisSinkProps) {
    this.#props = props;
  }

  get connected(): boolean {
    return this.#client?.isReady === true;
  }

  async connect(): Promise<void> {
    const { redis } = this.#props;
    this.#end();
    const client = openClient(redis);
    this.#client = client;
    const timer = setTimeout(() => client.destroy(), CONNECT_PATIENCE);
    try {
      await client.connect();
    } catch (cause) {
      const text = `Redis at ${redis.host}:${redis.port} cannot be reached: ${explain(cause)}`;
      throw new CollectorError('unreachable', text, { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  async send(records: readonly EventRecord[], deadline: number): Promise<Outcome> {
    const client = this.#client;
    if (!client?.isReady) return unreachable(records, 'Redis is not connected');
    const timer = setTimeout(() => client.destroy(), deadline);
    try {
      const transaction = client.multi();
      for (const record of records) transaction.xAdd(this.#streamOf(record), '*', fieldsOf(record));
      await transaction.exec();
      return ALL_SENT;
    } catch (error) {
      const [first = error] = error instanceof MultiErrorReply ? error.errors() : [];
      const text = explain(first);
      return text.includes('OOM') ? throttled(records, `Redis is full: ${text}`) : this.#lost(records, text);
    } finally {
      clearTimeout(timer);
    }
  }

  close(): Promise<void> {
    this.#end();
    return Promise.resolve();
  }

  #streamOf({ lane }: EventRecord): string {
    return lane === 'events' ? this.#props.stream : `${this.#props.stream}.dead-letter`;
  }

  #lost(records: readonly EventRecord[], text: string): Outcome {
    this.#end();
    return unreachable(records, text);
  }

  #end(): void {
    if (this.#client?.isOpen) this.#client.destroy();
    this.#client = undefined;
  }
}

function openClient({ host, port, username, password }: RedisSettings) {
  const client = createClient({
    socket: { host, port, connectTimeout: CONNECT_PATIENCE, reconnectStrategy: false },
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    disableOfflineQueue: true,
  });
  // Whoever waits for an answer gets the error too; without a listener it would end the process.
  client.on('error', () => {});
  return client;
}

function fieldsOf({ id, headers, key, value }: EventRecord): Record<string, string | Buffer> {
  const fields = { id, type: headers[HEADER_TYPE] ?? '', value, headers: JSON.stringify(headers) };
  return key === undefined ? fields : { ...fields, key };
}
