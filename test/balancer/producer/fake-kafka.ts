import type { BrokerWatcher, KafkaClient, SendResult } from '../../../balancer/client.ts';
import type { PartitionView, TopicView } from '../../../balancer/cluster-view.ts';
import type { Failure } from '../../../balancer/failure.ts';
import type { OutgoingRecord } from '../../../balancer/record.ts';
import { aFailure } from '../balanced-topic.ts';
import { aTopic } from '../sample-views.ts';
import type { HandClock } from './hand-clock.ts';

export const TOPIC = 'orders';

/**
 * What a partition does with a request. A number: it acknowledges after so many milliseconds; a kind of failure, or Kafka's
 * name of one: it fails.
 */
export type Mood = number | 'hangs' | 'rejects' | string;

export interface Request {
  readonly partition: number;
  readonly values: readonly string[];
}

/** A cluster as a producer sees it. Partitions do as they are told; what they acknowledge is in their logs. */
export class FakeKafka implements KafkaClient {
  readonly requests: Request[] = [];
  /** Values, by partition. */
  readonly logs: string[][] = [];
  /** What `metadata` answers; an error: it is thrown; `hangs`: nothing. */
  views: readonly TopicView[] | Error | 'hangs';
  asked = 0;
  closed = false;
  watcher: BrokerWatcher | undefined;
  readonly #clock: HandClock;
  readonly #moods = new Map<number, (request: Request) => Mood>();
  readonly #hanging: { partition: number; answer: (failure?: Failure) => void }[] = [];

  constructor(clock: HandClock, view: TopicView = aTopic(TOPIC, 6)) {
    this.#clock = clock;
    this.views = [view];
  }

  watchBrokers(watcher: BrokerWatcher): void {
    this.watcher = watcher;
  }

  metadata(topics: readonly string[]): Promise<readonly TopicView[]> {
    this.asked++;
    const { views } = this;
    if (views === 'hangs') return new Promise(() => {});
    if (views instanceof Error) return Promise.reject(views);
    return Promise.resolve(
      topics.map((topic) => views.find((view) => view.topic === topic) ?? { topic, partitions: [] }),
    );
  }

  send(_topic: string, partition: number, records: readonly OutgoingRecord[]): Promise<SendResult> {
    const request = { partition, values: records.map(({ value }) => String(value)) };
    this.requests.push(request);
    const mood = this.#moods.get(partition)?.(request) ?? 1;
    const { promise, resolve, reject } = Promise.withResolvers<SendResult>();
    const acknowledge = () => resolve(this.#append(request));
    if (typeof mood === 'number') this.#clock.after(mood, acknowledge);
    else if (mood === 'hangs')
      this.#hanging.push({
        partition,
        answer: (failure) => (failure ? resolve({ is: 'failed', failure }) : acknowledge()),
      });
    else if (mood === 'rejects') reject(new TypeError('a bug'));
    else resolve({ is: 'failed', failure: aFailure(mood) });
    return promise;
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  /** From now on the partition does this with each request. */
  mood(partition: number, mood: Mood | ((request: Request) => Mood)): void {
    this.#moods.set(partition, typeof mood === 'function' ? mood : () => mood);
  }

  /**
   * What hangs at a partition is answered now.
   *
   * @param failure its kind, or Kafka's name of it; otherwise it is acknowledged
   */
  thaw(partition: number, failure?: string): void {
    for (const { answer } of this.#hanging.splice(0).filter((one) => one.partition === partition)) {
      answer(failure === undefined ? undefined : aFailure(failure));
    }
  }

  /** Metadata says something else of one partition from now on. */
  elect(partition: number, changes: Partial<PartitionView>): void {
    if (typeof this.views === 'string' || this.views instanceof Error) return;
    this.views = this.views.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map((view, number) => (number === partition ? { ...view, ...changes } : view)),
    }));
  }

  #append({ partition, values }: Request): SendResult {
    const log = this.logs[partition] ?? [];
    this.logs[partition] = log;
    const offset = BigInt(log.length);
    log.push(...values);
    return { is: 'acknowledged', offset };
  }
}
