import { Balancer } from '../../balancer/balancer.ts';
import type { Choice } from '../../balancer/choice.ts';
import type { TopicView } from '../../balancer/cluster-view.ts';
import type { BalancerEvent } from '../../balancer/events.ts';
import { type Failure, type FailureKind, failureNamed, TREATMENTS } from '../../balancer/failure.ts';
import type { BalancerOptions } from '../../balancer/options.ts';
import { aTopic } from './sample-views.ts';

export const TOPIC = 'orders';

/** A failure of this kind, or by Kafka's name of it. */
export function aFailure(what: string): Failure {
  const kind = KINDS.find((known) => known === what);
  return kind ? { kind, name: what } : failureNamed(what);
}

const KINDS = Object.keys(TREATMENTS) as FailureKind[]; // a Record has just the keys that its type says

/** A balancer with one topic, a clock that is moved by hand, and what it told. */
export class BalancedTopic {
  readonly balancer: Balancer;
  /** `inWords`. */
  readonly told: string[] = [];
  /** Milliseconds. */
  now = 1_000_000;

  constructor({ view = aTopic(TOPIC, 6), ...options }: BalancerOptions & { view?: TopicView } = {}) {
    this.balancer = new Balancer({
      options,
      now: () => this.now,
      listener: (event) => this.told.push(inWords(event)),
    });
    this.balancer.update([view]);
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
  }

  choose(hash: number, keyed = true): Choice {
    return this.balancer.choose(TOPIC, hash, keyed);
  }

  /** Sends a record; it is acknowledged. @returns the partition */
  works(hash: number, keyed = true): number {
    const choice = this.choose(hash, keyed);
    this.balancer.acknowledged(choice);
    return choice.partition;
  }

  /** Sends a record; it fails. @returns the partition */
  fails(hash: number, what: string = 'NOT_ENOUGH_REPLICAS', keyed = true): number {
    const choice = this.choose(hash, keyed);
    this.balancer.failed(choice, aFailure(what));
    return choice.partition;
  }

  /** Makes a partition fail until its breaker opens. */
  sicken(partition: number): void {
    this.balancer.failed(this.choose(partition), aFailure('connection-lost'));
  }
}

/** `0 closed → open: failures NOT_ENOUGH_REPLICAS` */
export function inWords(event: BalancerEvent): string {
  switch (event.is) {
    case 'transition':
      return [`${event.partition} ${event.from} → ${event.to}: ${event.reason}`, event.detail ?? []]
        .flat()
        .join(' ');
    case 'broker-down':
      return `broker ${event.broker} is down: ${event.cause}`;
    case 'broker-up':
      return `broker ${event.broker} is up`;
  }
}
