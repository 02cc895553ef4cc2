import type { Choice } from '../choice.ts';
import type { KafkaClient, SendResult } from '../client.ts';
import type { Clock } from '../clock.ts';
import type { Transition } from '../events.ts';
import { type Failure, TREATMENTS } from '../failure.ts';
import { endOf } from './end-of.ts';
import type { Entry } from './entry.ts';
import type { Attempt, Lane } from './lane.ts';
import type { ProducerSettings } from './options.ts';
import { Router, type RouterProps } from './router.ts';

export interface DispatcherProps extends RouterProps {
  readonly client: Pick<KafkaClient, 'send'>;
  readonly settings: ProducerSettings;
  readonly clock: Clock;
}

/** Puts records into lanes, sends what is in them, and does what follows from the answers. */
export class Dispatcher {
  readonly #props: DispatcherProps;
  readonly #router: Router;
  /** Lanes whose breakers changed since they were looked at. */
  readonly #changed = new Set<Lane>();
  requests = 0;
  failedRequests = 0;
  redirected = 0;
  probes = 0;

  constructor(props: DispatcherProps) {
    this.#props = props;
    this.#router = new Router(props);
  }

  /**
   * Puts a record where it is to go now; a probe is sent at once.
   *
   * @returns the lane that may have something to send
   */
  place(entry: Entry): Lane | undefined {
    this.#props.topics.use(entry.record.topic);
    const choice = this.#router.choose(entry);
    return choice && this.#put(entry, choice);
  }

  /** Sends the next batch of a lane, if it is time. */
  pump(lane: Lane): void {
    if (!lane.isFree) return;
    const { balancer, settings } = this.#props;
    const { head } = lane;
    if (head?.choice && !balancer.isCurrent(head.choice)) this.#chooseAgain(lane);
    const entries = lane.isFree ? lane.cut(settings.batchBytes) : [];
    const [first] = entries;
    if (first?.choice) lane.busy = this.#send(lane, first.choice, entries);
  }

  /** A breaker opened or closed. What follows is done when the whole of what happened is known. */
  changed({ topic, partition, to }: Transition): void {
    const lane = this.#props.topics.lane(topic, partition);
    if (to === 'closed') lane.resume();
    if (this.#changed.size === 0) queueMicrotask(() => this.#follow());
    this.#changed.add(lane);
  }

  /** Metadata is new: what waited for it goes on, and what was meant for a partition that is gone. */
  refreshed(): void {
    const { topics, balancer } = this.#props;
    for (const topic of topics) {
      const { waiting } = topic;
      topic.waiting = [];
      this.#placeAll(waiting.filter(({ ended }) => !ended));
      for (const lane of topic.lanes) {
        const choice = lane?.head?.choice;
        if (lane && choice && !balancer.isCurrent(choice)) this.#chooseAgain(lane);
      }
    }
  }

  #put(entry: Entry, choice: Choice): Lane {
    entry.choice = choice;
    entry.attempt = undefined;
    const lane = this.#props.topics.lane(choice.topic, choice.partition);
    if (choice.probe) this.#send(lane, choice, [entry]);
    else lane.push(entry);
    return lane;
  }

  #placeAll(entries: Iterable<Entry>): void {
    const lanes = new Set<Lane>();
    for (const entry of entries) {
      const lane = this.place(entry);
      if (lane) lanes.add(lane);
    }
    for (const lane of lanes) this.pump(lane);
  }

  #chooseAgain(lane: Lane): void {
    this.#placeAll(lane.takeAll().filter(({ ended }) => !ended));
  }

  #follow(): void {
    const lanes = [...this.#changed];
    this.#changed.clear();
    for (const lane of lanes) {
      this.#chooseAgain(lane);
      for (const attempt of lane.inFlight) this.#redirect(attempt);
    }
  }

  /** What is in flight to a partition that turned out to be sick may hang for seconds: it is sent elsewhere as well. */
  #redirect(attempt: Attempt): void {
    const { lane, choice, entries } = attempt;
    if (choice.probe || this.#props.balancer.isCurrent(choice)) return;
    const lanes = new Set<Lane>();
    for (const entry of entries) {
      if (entry.ended || entry.attempt !== attempt) continue;
      const other = this.#router.choose(entry);
      if (other === undefined || (other.partition === lane.partition && !other.probe)) continue;
      this.redirected++;
      lanes.add(this.#put(entry, other));
    }
    for (const one of lanes) this.pump(one);
  }

  #send(lane: Lane, choice: Choice, entries: readonly Entry[]): Attempt {
    const { client, clock, settings } = this.#props;
    const patience = choice.probe ? settings.probeTimeoutMs : settings.requestTimeoutMs;
    const giveUp = () => this.#failed(attempt, { kind: 'time-out', name: `no answer within ${patience} ms` });
    const attempt: Attempt = { lane, choice, entries, cancelPatience: clock.after(patience, giveUp) };
    lane.inFlight.add(attempt);
    this.requests++;
    if (choice.probe) this.probes++;
    const records = entries.map((entry) => {
      entry.attempt = attempt;
      return entry.record;
    });
    this.#sent(client, lane, records).then((result) => this.#answered(attempt, result));
    return attempt;
  }

  async #sent(client: DispatcherProps['client'], lane: Lane, records: Parameters<KafkaClient['send']>[2]) {
    try {
      return await client.send(lane.topic, lane.partition, records);
    } catch (cause) {
      const name = cause instanceof Error ? cause.message : String(cause);
      return { is: 'failed', failure: { kind: 'foreign', name, cause } } satisfies SendResult;
    }
  }

  #answered(attempt: Attempt, result: SendResult): void {
    if (result.is === 'failed') this.#failed(attempt, result.failure);
    else this.#acknowledged(attempt, result.offset);
  }

  #acknowledged(attempt: Attempt, offset: bigint): void {
    const { lane, choice, entries } = attempt;
    if (this.#conclude(attempt)) {
      lane.succeeded();
      this.#props.balancer.acknowledged(choice);
    }
    const { partition } = lane;
    entries.forEach((entry, at) => {
      const diverted = entry.choice?.own !== partition;
      entry.end({ is: 'acknowledged', partition, offset: offset + BigInt(at), diverted });
    });
    this.pump(lane);
  }

  #failed(attempt: Attempt, failure: Failure): void {
    // A late failure says nothing that its time-out has not said.
    if (!this.#conclude(attempt)) return;
    this.failedRequests++;
    this.#props.balancer.failed(attempt.choice, failure);
    const entries = attempt.entries.filter((entry) => !entry.ended && entry.attempt === attempt);
    for (const entry of entries) entry.failure = failure;
    const { lane } = attempt;
    if (TREATMENTS[failure.kind].again) this.#sendAgain(lane, entries);
    else if (failure.kind === 'refused' && attempt.entries.length > 1) {
      // One of them is to blame, or all together are too large.
      lane.halve(attempt.entries.length);
      lane.putBack(entries);
    } else for (const entry of entries) entry.end(endOf(entry, failure));
    this.pump(lane);
  }

  #sendAgain(lane: Lane, entries: readonly Entry[]): void {
    const { topics, settings, clock } = this.#props;
    topics.refresh();
    const same: Entry[] = [];
    const others = new Set<Lane>();
    for (const entry of entries) {
      const choice = this.#router.choose(entry);
      if (choice === undefined) continue;
      if (choice.partition === lane.partition && !choice.probe) {
        entry.choice = choice;
        same.push(entry);
      } else others.add(this.#put(entry, choice));
    }
    if (same.length > 0) {
      lane.putBack(same);
      lane.pause(settings.retryBackoffMs, clock, () => this.pump(lane));
    }
    for (const other of others) this.pump(other);
  }

  /** @returns whether it was not concluded before, by its time-out */
  #conclude(attempt: Attempt): boolean {
    const { lane } = attempt;
    if (!lane.inFlight.delete(attempt)) return false;
    attempt.cancelPatience();
    if (lane.busy === attempt) lane.busy = undefined;
    return true;
  }
}
