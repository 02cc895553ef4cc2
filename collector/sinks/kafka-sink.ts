import type { Connection } from '@platformatic/kafka';
import type { Security } from '../../kafka/connection.ts';
import { CollectorError } from '../errors.ts';
import type { EventRecord, Lane } from '../event-record.ts';
import { explain } from '../explain.ts';
import { Brokers } from './kafka/brokers.ts';
import { divide } from './kafka/divide.ts';
import type { FindBootstrap } from './kafka/find-bootstrap.ts';
import { produce } from './kafka/produce-request.ts';
import { sendRecords } from './kafka/send-records.ts';
import { findTopic, type Topic } from './kafka/topics.ts';
import { ALL_SENT, unreachable } from './outcomes.ts';
import type { Outcome, Sink } from './sink.ts';

export interface KafkaSinkProps {
  /** Dead letters go to `<topic>.dead-letter`. Both are made if they are missing. */
  readonly topic: string;
  /** Of a topic that is made. */
  readonly partitions: number;
  /** Asked at each `connect`: a host that was away may have another address. */
  readonly bootstrap: FindBootstrap;
  readonly security: Security;
}

/** Milliseconds for one `connect`: to find the brokers, their leaders, and to make topics. */
const CONNECT_PATIENCE = 5_000;

/** A dead letter may be what was too large for the topic of the events. 10 MiB: twice what one request may hold. */
const LARGEST_DEAD_LETTER = 10 * 1024 * 1024;

/**
 * Sends to Kafka and waits for all replicas in sync (acks=all).
 *
 * It speaks Kafka's protocol by the library's connections and requests and not by its `Producer`: that one took 15 µs of
 * CPU for each event where this takes 8, of which 6 are the kernel's (30 events of 500 bytes to 6 partitions at once); it
 * retries and refreshes metadata when it sees fit, past any deadline, and does not say which records were acknowledged.
 * The idempotent producer would gain nothing: what is unsent goes through the buffer and comes again in other batches.
 * Nothing is compressed: traffic within a zone costs nothing, and gzip takes more CPU than all the rest.
 *
 * Whatever is not acknowledged ends the connections, and the next `connect` asks anew where Kafka is and who leads.
 */
export class KafkaSink implements Sink {
  readonly kind = 'kafka';
  readonly #props: KafkaSinkProps;
  #brokers: Brokers;
  /** Known once `connect` succeeded. */
  #topics: Readonly<Record<Lane, Topic>> | undefined;
  #turn = 0;

  constructor(props: KafkaSinkProps) {
    this.#props = props;
    this.#brokers = new Brokers(props.security);
  }

  get connected(): boolean {
    return this.#topics !== undefined && this.#brokers.alive;
  }

  async connect(): Promise<void> {
    this.#brokers.end(new Error('connects anew'));
    this.#topics = undefined;
    const brokers = new Brokers(this.#props.security);
    this.#brokers = brokers;
    const patience = new AbortController();
    const timer = setTimeout(() => {
      brokers.end(new Error(`no answer within ${CONNECT_PATIENCE} ms`));
      patience.abort();
    }, CONNECT_PATIENCE);
    try {
      const from = await brokers.any(await this.#props.bootstrap(patience.signal));
      this.#topics = await this.#findTopics(brokers, from);
    } catch (cause) {
      const text = `Kafka cannot be reached: ${explain(cause)}`;
      const error = new CollectorError('unreachable', text, { cause });
      brokers.end(error);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async send(records: readonly EventRecord[], deadline: number): Promise<Outcome> {
    const topics = this.#topics;
    if (topics === undefined) return unreachable(records, 'Kafka is not connected');
    const brokers = this.#brokers;
    const giveUp = () => brokers.end(new Error(`Kafka did not acknowledge within ${deadline} ms`));
    const timer = setTimeout(giveUp, deadline);
    const fates = await sendRecords(divide(records, topics, this.#turn++), (leader, batches) =>
      brokers.ask(leader, produce, deadline, batches),
    );
    clearTimeout(timer);
    const { rejected, why } = fates;
    if (why === undefined) return rejected.length === 0 ? ALL_SENT : { unsent: [], rejected };
    brokers.end(new Error(why));
    const lost = records.filter((record) => fates.unsent.has(record));
    return { ...unreachable(lost, why), rejected };
  }

  close(): Promise<void> {
    this.#brokers.end(new Error('the sink was closed'));
    return Promise.resolve();
  }

  async #findTopics(brokers: Brokers, from: Connection): Promise<Readonly<Record<Lane, Topic>>> {
    const { topic, partitions } = this.#props;
    const deadLetters = { name: `${topic}.dead-letter`, partitions, largestBatch: LARGEST_DEAD_LETTER };
    const topics = {
      events: await findTopic(brokers, from, { name: topic, partitions }),
      'dead-letter': await findTopic(brokers, from, deadLetters),
    };
    brokers.keep(new Set(Object.values(topics).flatMap(({ leaders }) => leaders)));
    return topics;
  }
}
