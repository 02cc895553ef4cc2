import { createClient } from 'redis';
import { explain } from '../explain.ts';
import type { RedisSettings } from '../settings.ts';
import type { Metrics } from '../status/metrics.ts';
import { askToWake, type WakeAnswer } from './ask-to-wake.ts';
import { type InvokeWake, wakeRequest } from './invoke-wake.ts';
import { clientOf } from './wakeup-message.ts';

/** Where `{"client_id": …}` wakes. */
const CHANNEL = 'wakeup-ev';

/** Key that keeps a client from waking again, and for how many seconds. */
const DEBOUNCE = { prefix: 'catnap:debounce:', seconds: 60 };

/** Milliseconds between two attempts to reach Redis: doubled each time. */
const RECONNECT = { first: 100, longest: 5_000 };

export interface WakeByRedisProps {
  readonly redis: RedisSettings;
  /** What is woken. */
  readonly target: string;
  readonly invoke: InvokeWake;
  readonly metrics: Pick<Metrics, 'woken'>;
  /** Takes a line for people at each answer, and when Redis is lost. */
  readonly log: (line: string) => void;
}

/**
 * Wakes for whoever publishes `{"client_id": …}` on `wakeup-ev`, as a visitor: the daily cap counts, and a hold-off stands.
 * A client whose wake was accepted is not heard again for a minute; one whose wake was not may try again at once.
 */
export class WakeByRedis {
  readonly #props: WakeByRedisProps;
  readonly #client: ReturnType<typeof openClient>;
  /** Clients that come while it is being asked share the answer. */
  #asking: Promise<WakeAnswer> | undefined;
  #closed = false;
  /** What was said of the connection since it last stood: each attempt fails the same way. */
  #trouble: string | undefined;

  constructor(props: WakeByRedisProps) {
    this.#props = props;
    this.#client = openClient(props.redis);
    this.#client.on('error', (error) => this.#complain(error));
    this.#client.on('ready', () => {
      this.#trouble = undefined;
    });
  }

  /** Subscribes as soon as Redis is there, and again whenever the connection was lost. */
  open(): void {
    const subscribed = async () => {
      await this.#client.connect();
      await this.#client.subscribe(CHANNEL, (message) => void this.#hear(message));
    };
    subscribed().catch((error) => this.#complain(error));
  }

  /** Hears nobody any more. May be called twice. */
  close(): void {
    this.#closed = true;
    this.#client.destroy();
  }

  #complain(error: unknown): void {
    const text = explain(error);
    if (this.#closed || text === this.#trouble) return;
    this.#trouble = text;
    this.#props.log(`${CHANNEL}: Redis: ${text}`);
  }

  async #hear(message: string): Promise<void> {
    const { log, target } = this.#props;
    const client = clientOf(message);
    if (client === undefined) {
      log(`${CHANNEL}: ${message.slice(0, 80)} is not {"client_id": "…"} and wakes nobody`);
      return;
    }
    const key = `${DEBOUNCE.prefix}${client}`;
    try {
      if ((await this.#client.exists(key)) > 0) return;
      const answer = await this.#ask(client);
      if (answer.is !== 'accepted') return;
      await this.#client.set(key, target, { expiration: { type: 'EX', value: DEBOUNCE.seconds } });
    } catch (error) {
      this.#complain(error);
    }
  }

  #ask(client: string): Promise<WakeAnswer> {
    this.#asking ??= this.#askNow(client).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #askNow(client: string): Promise<WakeAnswer> {
    const { invoke, target, metrics, log } = this.#props;
    const request = wakeRequest(target, `${CHANNEL} by ${client}`, 'visitor');
    const answer = await askToWake(invoke, request);
    metrics.woken(answer.is);
    log(`${target} was asked to wake (${request.body.reason}): ${answer.is}, ${answer.text}`);
    return answer;
  }
}

function openClient({ host, port, username, password }: RedisSettings) {
  const reconnectStrategy = (attempts: number) =>
    Math.min(RECONNECT.first * 2 ** attempts, RECONNECT.longest);
  return createClient({
    socket: { host, port, reconnectStrategy },
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    disableOfflineQueue: true,
  });
}
