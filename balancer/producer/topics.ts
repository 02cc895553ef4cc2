import type { Balancer } from '../balancer.ts';
import type { KafkaClient } from '../client.ts';
import type { Clock } from '../clock.ts';
import { BalancerError } from '../errors.ts';
import type { Entry } from './entry.ts';
import { Lane } from './lane.ts';
import type { ProducerSettings } from './options.ts';

/** A topic that nothing was sent to for as long is forgotten. Java's `metadata.max.idle.ms`. */
const FORGET_AFTER = 300_000;

/** A topic in use. */
export interface Topic {
  readonly name: string;
  /** By partition. */
  readonly lanes: (Lane | undefined)[];
  /** Records that wait for the topic to be known, or to have partitions. */
  waiting: Entry[];
  usedAt: number;
}

export interface TopicsProps {
  readonly client: Pick<KafkaClient, 'metadata'>;
  readonly balancer: Balancer;
  readonly settings: Pick<ProducerSettings, 'metadataMaxAgeMs' | 'refreshMs' | 'requestTimeoutMs'>;
  readonly clock: Clock;
  /** Called when the balancer knows what metadata says now. */
  readonly refreshed: () => void;
}

/** The topics in use, and their metadata, refreshed when there is a reason. Idle, it does nothing. */
export class Topics {
  readonly #props: TopicsProps;
  readonly #topics = new Map<string, Topic>();
  #refreshing = false;
  #again = false;
  #freshAt = Number.NEGATIVE_INFINITY;
  #cancelNext: (() => void) | undefined;
  #closed = false;
  /** Why the last refresh failed. */
  lastError: unknown;

  constructor(props: TopicsProps) {
    this.#props = props;
  }

  *[Symbol.iterator](): Generator<Topic> {
    yield* this.#topics.values();
  }

  /** Something is about to be sent to this topic. */
  use(name: string): void {
    const { clock, settings } = this.#props;
    const now = clock.now();
    this.#topic(name).usedAt = now;
    if (now - this.#freshAt > settings.metadataMaxAgeMs && !this.#refreshing) this.refresh();
  }

  lane(name: string, partition: number): Lane {
    const { lanes } = this.#topic(name);
    const lane = lanes[partition] ?? new Lane(name, partition);
    lanes[partition] = lane;
    return lane;
  }

  /** Keeps a record until its topic is known. */
  wait(entry: Entry): void {
    this.#topic(entry.record.topic).waiting.push(entry);
    if (!this.#refreshing && this.#cancelNext === undefined) this.refresh();
  }

  /** Asks for metadata now, or as soon as what was asked before is answered. */
  refresh(): void {
    if (this.#closed) return;
    if (this.#refreshing) {
      this.#again = true;
      return;
    }
    this.#refreshing = true;
    this.#again = false;
    this.#cancelNext?.();
    this.#cancelNext = undefined;
    void this.#refresh();
  }

  close(): void {
    this.#closed = true;
    this.#cancelNext?.();
  }

  #topic(name: string): Topic {
    const known = this.#topics.get(name);
    if (known !== undefined) return known;
    const topic = { name, lanes: [], waiting: [], usedAt: this.#props.clock.now() };
    this.#topics.set(name, topic);
    return topic;
  }

  async #refresh(): Promise<void> {
    const { clock, balancer, refreshed } = this.#props;
    this.#forget();
    const names = [...this.#topics.keys()];
    try {
      balancer.update(await this.#ask(names));
      this.lastError = undefined;
    } catch (error) {
      // Told with the records that fail for it; until then it is asked again and again.
      this.lastError = error;
    }
    this.#freshAt = clock.now();
    refreshed();
    this.#refreshing = false;
    if (this.#again) this.refresh();
    else this.#plan();
  }

  async #ask(names: readonly string[]): ReturnType<KafkaClient['metadata']> {
    const { client, clock, settings } = this.#props;
    const { promise: late, reject } = Promise.withResolvers<never>();
    const message = `No metadata within ${settings.requestTimeoutMs} ms.`;
    const cancel = clock.after(settings.requestTimeoutMs, () =>
      reject(new BalancerError('timed-out', message)),
    );
    try {
      return await Promise.race([client.metadata(names), late]);
    } finally {
      cancel();
    }
  }

  /** While something is sick or missing, looks again. */
  #plan(): void {
    const { balancer, clock, settings } = this.#props;
    const missing = [...this.#topics.values()].some(({ waiting }) => waiting.length > 0);
    if (this.#closed || (balancer.sick === 0 && !missing)) return;
    this.#cancelNext?.();
    this.#cancelNext = clock.after(settings.refreshMs, () => this.refresh());
  }

  #forget(): void {
    const { clock, balancer } = this.#props;
    for (const { name, lanes, waiting, usedAt } of this.#topics.values()) {
      const unused = waiting.length === 0 && lanes.every((lane) => lane?.isIdle ?? true);
      if (!unused || clock.now() - usedAt < FORGET_AFTER) continue;
      this.#topics.delete(name);
      balancer.forget(name);
    }
  }
}
