import type { Choice } from './choice.ts';
import type { TopicView } from './cluster-view.ts';
import { BalancerError } from './errors.ts';
import type { BalancerListener } from './events.ts';
import type { Failure } from './failure.ts';
import { forwardTime } from './forward-time.ts';
import { type BalancerOptions, type BalancerSettings, parseBalancerOptions } from './options.ts';
import { Partition, type Surroundings } from './partition.ts';
import { tellSafely } from './tell.ts';

export interface BalancerProps {
  readonly options?: BalancerOptions;
  /**
   * Milliseconds by any clock; one that jumps back is taken to stand still.
   *
   * @default performance.now
   */
  readonly now?: () => number;
  readonly listener?: BalancerListener;
}

/**
 * Decides to which partition each record goes, by the health of the partitions. It does no I/O and waits for nothing:
 * whoever sends tells it what metadata says, which brokers are lost, and what became of each request.
 *
 * It holds one small object for each partition of the topics that it was told of, and nothing for a record or a key.
 */
export class Balancer {
  readonly settings: BalancerSettings;
  readonly #around: Surroundings;
  readonly #tell: BalancerListener;
  readonly #topics = new Map<string, readonly Partition[]>();
  /** Why a topic has no partitions, if metadata said so. */
  readonly #problems = new Map<string, string>();
  readonly #down = new Map<number, string>();

  /** @throws BalancerError `bad-option` */
  constructor({ options, now = () => performance.now(), listener }: BalancerProps = {}) {
    this.settings = parseBalancerOptions(options);
    this.#tell = tellSafely(listener ?? (() => {}));
    this.#around = {
      settings: this.settings,
      now: forwardTime(now),
      tell: (transition) => this.#tell({ is: 'transition', ...transition }),
    };
  }

  /**
   * Chooses for one record.
   *
   * @param hash from the partitioner: a partition, or anything to be taken modulo their number
   * @param keyed whether the record has a key, so that its order matters
   * @returns what each send of this record is reported with, exactly once, by `acknowledged` or `failed`
   * @throws BalancerError `unknown-topic`, `no-partitions`, `bad-partition`
   */
  choose(topic: string, hash: number, keyed: boolean): Choice {
    const partitions = this.#partitionsOf(topic);
    const own = hash >= 0 ? partitions[hash % partitions.length] : undefined;
    if (own === undefined) throw badPartition(topic, hash);
    if (own.state === 'closed') return own.usual;
    const { divert, strictKeyOrder } = this.settings;
    if (!divert || (keyed && strictKeyOrder)) return own.usual;
    const probe = own.takeProbe();
    if (probe !== undefined) return probe;
    const well = partitions.filter(({ state }) => state === 'closed');
    // All are sick: piling up on one of them would help nobody.
    return well[hash % well.length]?.diverted(own.number) ?? own.usual;
  }

  /**
   * How many partitions a topic has.
   *
   * @throws BalancerError `unknown-topic`, `no-partitions`
   */
  partitions(topic: string): number {
    return this.#partitionsOf(topic).length;
  }

  /** A request was acknowledged. */
  acknowledged(choice: Choice): void {
    this.#partition(choice)?.acknowledged(choice);
  }

  /** A request failed, or was not answered in time. */
  failed(choice: Choice, failure: Failure): void {
    this.#partition(choice)?.failed(choice, failure);
  }

  /** Whether what was chosen would be chosen again: the partition exists and its breaker did not open or close since. */
  isCurrent(choice: Choice): boolean {
    return this.#partition(choice)?.isCurrent(choice) ?? false;
  }

  /** Takes in what metadata says of these topics now; others stay as they are. */
  update(topics: readonly TopicView[]): void {
    for (const { topic, partitions, problem } of topics) {
      if (problem === undefined) this.#problems.delete(topic);
      else this.#problems.set(topic, problem);
      const known = this.#topics.get(topic) ?? [];
      const now = partitions.map(
        (view, number) => known[number] ?? new Partition(topic, number, view, this.#around),
      );
      this.#topics.set(topic, now);
      partitions.forEach((view, number) => {
        now[number]?.look(view, this.#down);
      });
    }
    this.#forgetFenced();
  }

  /** Forgets a topic that is not used any more. */
  forget(topic: string): void {
    this.#topics.delete(topic);
    this.#problems.delete(topic);
    this.#forgetFenced();
  }

  /**
   * The connection to a broker was refused or reset: whatever needs its replica for `acks=all` is sick from now on.
   *
   * @param cause for people: `ECONNREFUSED`
   */
  brokerDown(broker: number, cause: string): void {
    if (this.#down.has(broker)) return;
    this.#down.set(broker, cause);
    this.#tell({ is: 'broker-down', broker, cause });
    for (const partition of this.#all()) partition.lost(this.#down);
    this.#forgetFenced();
  }

  /** A broker that was down can be reached: its partitions are probed by the next record. */
  brokerUp(broker: number): void {
    if (!this.#down.delete(broker)) return;
    this.#tell({ is: 'broker-up', broker });
    for (const partition of this.#all()) partition.found(this.#down);
  }

  /** How many breakers are not closed. While there are some, fresh metadata may close them. */
  get sick(): number {
    let sick = 0;
    for (const { state } of this.#all()) if (state !== 'closed') sick++;
    return sick;
  }

  /** The partitions of a topic whose breakers are closed. */
  well(topic: string): number[] {
    const partitions = this.#topics.get(topic) ?? [];
    return partitions.filter(({ state }) => state === 'closed').map(({ number }) => number);
  }

  /** The cluster has taken note of a dead broker once it is in no partition any more; when it joins again, it is alive. */
  #forgetFenced(): void {
    if (this.#down.size === 0) return;
    const needed = new Set<number | undefined>();
    for (const { view } of this.#all()) {
      needed.add(view.leader);
      for (const broker of view.inSync) needed.add(broker);
    }
    for (const broker of this.#down.keys()) if (!needed.has(broker)) this.#down.delete(broker);
  }

  *#all(): Generator<Partition> {
    for (const partitions of this.#topics.values()) yield* partitions;
  }

  #partition({ topic, partition }: Choice): Partition | undefined {
    return this.#topics.get(topic)?.[partition];
  }

  #partitionsOf(topic: string): readonly Partition[] {
    const partitions = this.#topics.get(topic);
    if (partitions === undefined) {
      throw new BalancerError(
        'unknown-topic',
        `Nothing is known of the topic ${topic}. Give its metadata first.`,
      );
    }
    if (partitions.length === 0) {
      const why = this.#problems.get(topic) ?? 'metadata says no more';
      throw new BalancerError('no-partitions', `The topic ${topic} has no partitions: ${why}.`);
    }
    return partitions;
  }
}

function badPartition(topic: string, hash: number): BalancerError {
  return new BalancerError(
    'bad-partition',
    `The partitioner gave ${hash} for a record of ${topic}; it must give a safe integer from 0 on.`,
  );
}
