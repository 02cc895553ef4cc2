import { metadataV9, protocolErrorsCodesById } from '@platformatic/kafka';
import type { BrokerWatcher } from '../client.ts';
import type { Clock } from '../clock.ts';
import type { TopicView } from '../cluster-view.ts';
import { BrokerWatch } from './broker-watch.ts';
import { type Address, Link, type LinkProps } from './link.ts';

/** Milliseconds for one broker to answer; then the next one is asked. */
const PATIENCE = 1_000;

export interface ClusterProps {
  readonly bootstrapBrokers: readonly Address[];
  readonly link: LinkProps;
  readonly clock: Clock;
}

/** The brokers of a cluster, each of them watched, and who leads what, as metadata said last. */
export class Cluster {
  readonly #props: ClusterProps;
  readonly #watches = new Map<number, BrokerWatch>();
  #leaders: ReadonlyMap<string, readonly (number | undefined)[]> = new Map();
  #turn = 0;
  watcher: BrokerWatcher | undefined;
  #closed = false;

  constructor(props: ClusterProps) {
    this.#props = props;
  }

  /** Where the leader of a partition is, if there is one. */
  leaderOf(topic: string, partition: number): Address | undefined {
    const leader = this.#leaders.get(topic)?.[partition];
    return leader === undefined ? undefined : this.#watches.get(leader)?.address;
  }

  /**
   * Asks the brokers that can be reached, one after the other; then those that were named, all at once.
   *
   * @throws AggregateError if none answers
   */
  async metadata(topics: readonly string[]): Promise<readonly TopicView[]> {
    for (const link of this.#inTurn()) {
      try {
        return this.#take(await this.#ask(link, topics));
      } catch {
        // The next one may know. If none does, the error of those that are asked last is thrown.
      }
    }
    const answers = this.#props.bootstrapBrokers.map((address) => this.#askAt(address, topics));
    return this.#take(await Promise.any(answers));
  }

  close(): void {
    this.#closed = true;
    for (const watch of this.#watches.values()) watch.close();
    this.#watches.clear();
  }

  /** The connections that stand, beginning with another one each time: one of them may be behind. */
  #inTurn(): Link[] {
    const standing = [...this.#watches.values()].flatMap(({ link }) => (link?.isFree ? [link] : []));
    const first = this.#turn++ % Math.max(1, standing.length);
    return [...standing.slice(first), ...standing.slice(0, first)];
  }

  async #askAt(address: Address, topics: readonly string[]): Promise<metadataV9.MetadataResponse> {
    const link = new Link(address, this.#props.link);
    try {
      await link.open();
      return await this.#ask(link, topics);
    } finally {
      link.end();
    }
  }

  async #ask(link: Link, topics: readonly string[]): Promise<metadataV9.MetadataResponse> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const { host, port } = link.address;
    const giveUp = () => reject(new Error(`${host}:${port} did not answer within ${PATIENCE} ms`));
    const cancel = this.#props.clock.after(PATIENCE, giveUp);
    try {
      return await Promise.race([link.ask(metadataV9.api, [...topics], false, false, false), late]);
    } finally {
      cancel();
    }
  }

  #take({ brokers, topics }: metadataV9.MetadataResponse): TopicView[] {
    this.#watch(brokers);
    const views = topics.map(viewOf);
    this.#leaders = new Map(
      views.map(({ topic, partitions }) => [topic, partitions.map(({ leader }) => leader)]),
    );
    return views;
  }

  #watch(brokers: readonly metadataV9.MetadataResponseBroker[]): void {
    if (this.#closed) return;
    const { link, clock } = this.#props;
    for (const [id, watch] of this.#watches) {
      const still = brokers.find(({ nodeId }) => nodeId === id);
      if (still?.host === watch.address.host && still.port === watch.address.port) continue;
      watch.close();
      this.#watches.delete(id);
    }
    for (const { nodeId, host, port } of brokers) {
      if (this.#watches.has(nodeId)) continue;
      const down = (cause: string) => this.watcher?.brokerDown(nodeId, cause);
      const up = () => this.watcher?.brokerUp(nodeId);
      this.#watches.set(nodeId, new BrokerWatch({ address: { host, port }, link, clock, down, up }));
    }
  }
}

function viewOf({ name, errorCode, partitions }: metadataV9.MetadataResponseTopic): TopicView {
  const views = partitions
    .toSorted((a, b) => a.partitionIndex - b.partitionIndex)
    .map(({ leaderId, leaderEpoch, isrNodes }) => ({
      leader: leaderId < 0 ? undefined : leaderId,
      leaderEpoch,
      inSync: isrNodes,
    }));
  const problem = protocolErrorsCodesById[errorCode];
  return { topic: name, partitions: views, ...(errorCode === 0 || problem === undefined ? {} : { problem }) };
}
