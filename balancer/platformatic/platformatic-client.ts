import { ProduceAcks, produceV9 } from '@platformatic/kafka';
import type { BrokerWatcher, KafkaClient, SendResult } from '../client.ts';
import { systemClock } from '../clock.ts';
import type { TopicView } from '../cluster-view.ts';
import type { OutgoingRecord } from '../record.ts';
import { Cluster } from './cluster.ts';
import { failureByCode, failureToAsk, failureToConnect } from './failure-of.ts';
import { type Address, Link, type LinkProps } from './link.ts';
import { type PlatformaticOptions, type PlatformaticSettings, parsePlatformaticOptions } from './options.ts';
import { toKafka } from './to-kafka.ts';

/**
 * Sends by the connections and requests of @platformatic/kafka, to brokers of Kafka 2.8 and newer.
 *
 * Not by its `Producer`, which has one connection for each broker: a broker answers the requests of one connection one
 * after the other, so that one partition that waits for a dead replica would hold up all others of the same leader. Here
 * each partition has a connection of its own. A request that was given up keeps its connection until it is answered, and
 * the next one gets a new connection.
 */
export class PlatformaticClient implements KafkaClient {
  readonly #settings: PlatformaticSettings;
  readonly #link: LinkProps;
  readonly #cluster: Cluster;
  /** The connection of each partition. */
  readonly #links = new Map<string, Link>();
  /** These, and those that were given up and are not answered yet. */
  readonly #standing = new Set<Link>();

  /** @throws BalancerError `bad-option` */
  constructor(options: PlatformaticOptions) {
    const settings = parsePlatformaticOptions(options);
    const { clientId, tls, tlsServerName, sasl, connectTimeoutMs, ackTimeoutMs, bootstrapBrokers } = settings;
    this.#settings = settings;
    this.#link = {
      clientId,
      connection: {
        ...(tls === undefined ? {} : { tls }),
        ...(tlsServerName === undefined ? {} : { tlsServerName }),
        ...(sasl === undefined ? {} : { sasl }),
        connectTimeout: connectTimeoutMs,
        // When it passes, the library ends the connection: that is for leaders that do not answer at all.
        requestTimeout: 2 * ackTimeoutMs,
      },
    };
    this.#cluster = new Cluster({ bootstrapBrokers, link: this.#link, clock: systemClock });
  }

  watchBrokers(watcher: BrokerWatcher): void {
    this.#cluster.watcher = watcher;
  }

  metadata(topics: readonly string[]): Promise<readonly TopicView[]> {
    return this.#cluster.metadata(topics);
  }

  async send(topic: string, partition: number, records: readonly OutgoingRecord[]): Promise<SendResult> {
    const leader = this.#cluster.leaderOf(topic, partition);
    if (leader === undefined) return { is: 'failed', failure: failureByCode(LEADER_NOT_AVAILABLE) };
    let link: Link;
    try {
      link = await this.#linkTo(`${partition}/${topic}`, leader);
    } catch (error) {
      return { is: 'failed', failure: failureToConnect(error) };
    }
    const messages = records.map((record) => toKafka(record, partition));
    const { ackTimeoutMs, compression } = this.#settings;
    try {
      return resultOf(
        await link.ask(produceV9.api, ProduceAcks.ALL, ackTimeoutMs, messages, { compression }),
      );
    } catch (error) {
      return { is: 'failed', failure: failureToAsk(error) };
    }
  }

  close(): Promise<void> {
    this.#cluster.close();
    for (const link of this.#standing) link.end();
    return Promise.resolve();
  }

  /** The connection of a partition; another one if it is busy, ended, or leads to somebody else. */
  async #linkTo(of: string, { host, port }: Address): Promise<Link> {
    const known = this.#links.get(of);
    if (known?.isFree && known.address.host === host && known.address.port === port) return known;
    known?.retire();
    const link = new Link({ host, port }, this.#link);
    const ended = () => {
      this.#standing.delete(link);
      if (this.#links.get(of) === link) this.#links.delete(of);
    };
    this.#links.set(of, link);
    this.#standing.add(link);
    link.onEnd(ended);
    try {
      await link.open();
    } catch (error) {
      ended();
      throw error;
    }
    return link;
  }
}

/** Kafka's code for it. */
const LEADER_NOT_AVAILABLE = 5;

function resultOf(answer: boolean | produceV9.ProduceResponse): SendResult {
  const said = typeof answer === 'boolean' ? undefined : answer.responses[0]?.partitionResponses[0];
  if (said === undefined) return { is: 'failed', failure: { kind: 'foreign', name: 'an empty answer' } };
  const { errorCode, baseOffset, errorMessage, recordErrors } = said;
  if (errorCode === 0) return { is: 'acknowledged', offset: baseOffset };
  const words = recordErrors.find(({ batchIndexErrorMessage }) => batchIndexErrorMessage);
  return { is: 'failed', failure: failureByCode(errorCode, words?.batchIndexErrorMessage ?? errorMessage) };
}
