import {
  afterFailure,
  afterSuccess,
  type Breaker,
  closed,
  hurried,
  isDue,
  newBreaker,
  opened,
  probe,
  reasonToOpen,
} from './breaker.ts';
import type { Choice } from './choice.ts';
import type { PartitionView } from './cluster-view.ts';
import type { BreakerState, Transition, TransitionReason } from './events.ts';
import type { Failure } from './failure.ts';
import type { BalancerSettings } from './options.ts';

/** The brokers that are down, and how that was learnt. */
export type DownBrokers = ReadonlyMap<number, string>;

/** What all partitions of one balancer share. */
export interface Surroundings {
  readonly settings: BalancerSettings;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly tell: (transition: Transition) => void;
}

/** What metadata and lost connections say against a partition. */
interface Trouble {
  readonly reason: 'no-leader' | 'broker-down';
  readonly detail?: string;
}

/** One partition: what metadata says of it, what is against it, and its breaker. */
export class Partition {
  readonly topic: string;
  readonly number: number;
  readonly #around: Surroundings;
  #view: PartitionView;
  #trouble: Trouble | undefined;
  #breaker: Breaker = newBreaker();
  /** One object for all records that belong here and go here, until the next period. */
  #usual: Choice;

  constructor(topic: string, number: number, view: PartitionView, around: Surroundings) {
    this.topic = topic;
    this.number = number;
    this.#view = view;
    this.#around = around;
    this.#usual = this.#choose(false, this.number);
  }

  get state(): BreakerState {
    return this.#breaker.state;
  }

  get view(): PartitionView {
    return this.#view;
  }

  /** For a record that belongs here. */
  get usual(): Choice {
    return this.#usual;
  }

  /** For a record that belongs to another one. */
  diverted(own: number): Choice {
    return this.#choose(false, own);
  }

  /** The probe, if it is time for one and there is none. */
  takeProbe(): Choice | undefined {
    const before = this.#breaker;
    if (!isDue(before, this.#around.now())) return undefined;
    this.#become(probe(before), 'probe');
    return this.#choose(true, this.number);
  }

  /** Whether nothing has opened or closed since this was chosen. */
  isCurrent({ period }: Choice): boolean {
    return period === this.#breaker.period;
  }

  acknowledged(choice: Choice): void {
    if (this.isCurrent(choice)) this.#become(afterSuccess(this.#breaker), 'acknowledged');
  }

  failed(choice: Choice, failure: Failure): void {
    if (!this.isCurrent(choice)) return;
    const before = this.#breaker;
    const { settings, now } = this.#around;
    const after = afterFailure(before, failure, choice.probe, now(), settings);
    this.#become(after, reasonToOpen(before, failure), failure.name);
  }

  /** Takes in what metadata says now; not if a broker said it that is behind. */
  look(view: PartitionView, down: DownBrokers): void {
    if (view.leaderEpoch < this.#view.leaderEpoch) return;
    const newTerm = view.leaderEpoch > this.#view.leaderEpoch;
    const before = this.#trouble;
    const trouble = troubleOf(view, down);
    this.#view = view;
    this.#trouble = trouble;
    if (trouble !== undefined) {
      if (before === undefined || newTerm) this.#open(trouble);
    } else if (before !== undefined || newTerm) {
      if (this.state !== 'closed')
        this.#become(closed(this.#breaker), before ? 'replicas-well' : 'leader-epoch');
      else this.#become(afterSuccess(this.#breaker), 'leader-epoch');
    }
  }

  /** A broker was lost. */
  lost(down: DownBrokers): void {
    const trouble = troubleOf(this.#view, down);
    if (trouble !== undefined && this.#trouble === undefined) this.#open(trouble);
    this.#trouble = trouble;
  }

  /** A broker came back; whether it is well, a probe shows. */
  found(down: DownBrokers): void {
    const trouble = troubleOf(this.#view, down);
    if (trouble === undefined && this.#trouble !== undefined) {
      this.#breaker = hurried(this.#breaker, this.#around.now());
    }
    this.#trouble = trouble;
  }

  #open({ reason, detail }: Trouble): void {
    const { now, settings } = this.#around;
    this.#become(opened(this.#breaker, now(), settings), reason, detail);
  }

  #become(after: Breaker, reason: TransitionReason, detail?: string): void {
    const before = this.#breaker;
    if (after === before) return;
    this.#breaker = after;
    if (after.period !== before.period) this.#usual = this.#choose(false, this.number);
    if (after.state === before.state) return;
    this.#around.tell({
      topic: this.topic,
      partition: this.number,
      from: before.state,
      to: after.state,
      reason,
      ...(detail === undefined ? {} : { detail }),
      ...(after.state === 'open' ? { openMs: Math.max(0, after.dueAt - this.#around.now()) } : {}),
    });
  }

  #choose(isProbe: boolean, own: number): Choice {
    return { topic: this.topic, partition: this.number, period: this.#breaker.period, probe: isProbe, own };
  }
}

function troubleOf({ leader, inSync }: PartitionView, down: DownBrokers): Trouble | undefined {
  if (leader === undefined) return { reason: 'no-leader' };
  if (down.size === 0) return undefined;
  for (const broker of new Set([leader, ...inSync])) {
    const cause = down.get(broker);
    if (cause !== undefined) return { reason: 'broker-down', detail: `broker ${broker}: ${cause}` };
  }
  return undefined;
}
