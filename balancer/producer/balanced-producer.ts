import { Balancer } from '../balancer.ts';
import type { KafkaClient } from '../client.ts';
import { type Clock, systemClock } from '../clock.ts';
import { BalancerError, type BalancerErrorCode } from '../errors.ts';
import type { BalancerEvent, BalancerListener } from '../events.ts';
import { balancerSettings } from '../options.ts';
import { javaPartitioner, type Partitioner } from '../partitioner.ts';
import type { Outcome, OutgoingRecord } from '../record.ts';
import type { Counts } from './counts.ts';
import { Delivery } from './delivery.ts';
import { Dispatcher } from './dispatcher.ts';
import { Entry } from './entry.ts';
import type { Lane } from './lane.ts';
import { type ProducerOptions, type ProducerSettings, parseProducerOptions } from './options.ts';
import { Topics } from './topics.ts';

export interface BalancedProducerProps {
  /** Closed with the producer. */
  readonly client: KafkaClient;
  readonly options?: ProducerOptions;
  /** @default javaPartitioner() */
  readonly partitioner?: Partitioner;
  readonly listener?: BalancerListener;
  /** @default systemClock */
  readonly clock?: Clock;
}

/**
 * A producer whose records go around partitions that are sick. `acks=all`, at least once: a record that is sent again may
 * be stored twice, so carry an id in it.
 */
export class BalancedProducer {
  readonly settings: ProducerSettings;
  readonly #client: KafkaClient;
  readonly #clock: Clock;
  readonly #balancer: Balancer;
  readonly #topics: Topics;
  readonly #dispatcher: Dispatcher;
  readonly #counts = { accepted: 0, acknowledged: 0, failed: 0, diverted: 0 };
  #pending = 0;
  #pendingBytes = 0;
  #closed: Promise<void> | undefined;
  #drained: (() => void) | undefined;

  /** @throws BalancerError `bad-option` */
  constructor({
    client,
    options,
    partitioner = javaPartitioner(),
    listener,
    clock = systemClock,
  }: BalancedProducerProps) {
    const settings = parseProducerOptions(options);
    this.settings = settings;
    this.#client = client;
    this.#clock = clock;
    const balancer = new Balancer({
      options: balancerSettings(settings),
      now: () => clock.now(),
      listener: (event) => this.#heard(event, listener),
    });
    this.#balancer = balancer;
    const refreshed = () => this.#dispatcher.refreshed();
    this.#topics = new Topics({ client, balancer, settings, clock, refreshed });
    this.#dispatcher = new Dispatcher({
      client,
      balancer,
      topics: this.#topics,
      settings,
      partitioner,
      clock,
    });
    client.watchBrokers(balancer);
  }

  /**
   * Sends records. Those of one partition are sent in this order, after what was sent there before.
   *
   * @returns what became of each, in the same order; it never rejects, and takes no longer than `deliveryTimeoutMs`
   */
  send(records: readonly OutgoingRecord[]): Promise<readonly Outcome[]> {
    const delivery = new Delivery(records.length);
    let cancel = () => {};
    const ended = (entry: Entry, outcome: Outcome) => {
      delivery.take(entry.index, outcome);
      if (delivery.isOver) cancel();
      this.#ended(entry, outcome);
    };
    const entries = records.map((record, index) => new Entry(record, index, ended));
    const lanes = new Set<Lane>();
    for (const entry of entries) {
      const lane = this.#accept(entry);
      if (lane) lanes.add(lane);
    }
    if (!delivery.isOver) {
      cancel = this.#clock.after(this.settings.deliveryTimeoutMs, () => this.#expire(entries));
    }
    for (const lane of lanes) this.#dispatcher.pump(lane);
    return delivery.outcomes;
  }

  get counts(): Counts {
    const { requests, failedRequests, redirected, probes } = this.#dispatcher;
    return { ...this.#counts, requests, failedRequests, redirected, probes };
  }

  /** How many partitions are sick. */
  get sick(): number {
    return this.#balancer.sick;
  }

  /** Takes nothing more, waits until each record has ended, and closes the client. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#drained = resolve;
    if (this.#pending === 0) resolve();
    await promise;
    this.#topics.close();
    await this.#client.close();
  }

  #accept(entry: Entry): Lane | undefined {
    this.#counts.accepted++;
    this.#pending++;
    this.#pendingBytes += entry.bytes;
    const { bufferBytes } = this.settings;
    if (this.#closed) fail(entry, 'closed', 'The producer was closed.');
    else if (this.#pendingBytes > bufferBytes) {
      fail(
        entry,
        'full',
        `More than ${bufferBytes} bytes (bufferBytes) wait already. Send fewer at once, or later.`,
      );
    } else return this.#dispatcher.place(entry);
    return undefined;
  }

  #ended(entry: Entry, outcome: Outcome): void {
    this.#pending--;
    this.#pendingBytes -= entry.bytes;
    if (outcome.is === 'failed') this.#counts.failed++;
    else {
      this.#counts.acknowledged++;
      if (outcome.diverted) this.#counts.diverted++;
    }
    if (this.#pending === 0) this.#drained?.();
  }

  #expire(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.ended) continue;
      const { failure, record } = entry;
      const last = failure === undefined ? 'it was never sent' : `the last try: ${failure.name}`;
      const text = `A record of ${record.topic} was not acknowledged within ${this.settings.deliveryTimeoutMs} ms; ${last}.`;
      fail(entry, 'timed-out', text, failure?.cause);
    }
  }

  #heard(event: BalancerEvent, listener: BalancerListener | undefined): void {
    if (event.is === 'transition' && event.to !== 'half-open') {
      if (event.to === 'open') this.#topics.refresh();
      this.#dispatcher.changed(event);
    }
    listener?.(event);
  }
}

function fail(entry: Entry, code: BalancerErrorCode, message: string, cause?: unknown): void {
  entry.end({ is: 'failed', error: new BalancerError(code, message, { cause }) });
}
