import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Balancer } from '../../balancer/balancer.ts';
import type { Choice } from '../../balancer/choice.ts';
import type { BalancerEvent } from '../../balancer/events.ts';
import { aFailure, TOPIC } from './balanced-topic.ts';
import { aTopic } from './sample-views.ts';

const PARTITIONS = 6;
const OPEN_MS = 1_000;
const MAX_OPEN_MS = 4_000;

type Step =
  | { readonly do: 'send'; readonly hash: number; readonly keyed: boolean }
  | { readonly do: 'answer'; readonly which: number; readonly how: string }
  | { readonly do: 'pass'; readonly milliseconds: number }
  | { readonly do: 'metadata'; readonly partition: number; readonly inSync: readonly number[] }
  | { readonly do: 'broker'; readonly broker: number; readonly up: boolean };

const ANSWERS = ['acknowledged', 'connection-lost', 'time-out', 'NOT_ENOUGH_REPLICAS', 'MESSAGE_TOO_LARGE'];

const broker = fc.nat(PARTITIONS - 1);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('send' as const), hash: fc.nat(), keyed: fc.boolean() }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      which: fc.nat(),
      how: fc.constantFrom(...ANSWERS),
    }),
  },
  fc.record({ do: fc.constant('pass' as const), milliseconds: fc.integer({ min: -500, max: 2_500 }) }),
  fc.record({
    do: fc.constant('metadata' as const),
    partition: fc.nat(PARTITIONS - 1),
    inSync: fc.uniqueArray(broker, { maxLength: 3 }),
  }),
  fc.record({ do: fc.constant('broker' as const), broker, up: fc.boolean() }),
);

/** A balancer, what it has in flight, and what it told. */
class World {
  readonly events: BalancerEvent[] = [];
  readonly inFlight: Choice[] = [];
  readonly balancer: Balancer;
  now = 0;
  #view = aTopic(TOPIC, PARTITIONS, { replicas: 3 });
  #epoch = 0;

  constructor(strictKeyOrder: boolean) {
    this.balancer = new Balancer({
      options: { openMs: OPEN_MS, maxOpenMs: MAX_OPEN_MS, strictKeyOrder },
      now: () => this.now,
      listener: (event) => this.events.push(event),
    });
    this.balancer.update([this.#view]);
  }

  take(step: Step): Choice | undefined {
    switch (step.do) {
      case 'send': {
        const choice = this.balancer.choose(TOPIC, step.hash, step.keyed);
        this.inFlight.push(choice);
        return choice;
      }
      case 'answer': {
        const [choice] = this.inFlight.splice(step.which % Math.max(1, this.inFlight.length), 1);
        if (choice === undefined) return undefined;
        if (step.how === 'acknowledged') this.balancer.acknowledged(choice);
        else this.balancer.failed(choice, aFailure(step.how));
        return undefined;
      }
      case 'pass':
        this.now += step.milliseconds;
        return undefined;
      case 'metadata':
        this.#look(step.partition, step.inSync);
        return undefined;
      case 'broker':
        if (step.up) this.balancer.brokerUp(step.broker);
        else this.balancer.brokerDown(step.broker, 'ECONNREFUSED');
        return undefined;
    }
  }

  #look(partition: number, inSync: readonly number[]): void {
    this.#epoch++;
    const views = this.#view.partitions.map((view, number) =>
      number === partition ? { leader: inSync[0], leaderEpoch: this.#epoch, inSync } : view,
    );
    this.#view = { topic: TOPIC, partitions: views };
    this.balancer.update([this.#view]);
  }

  /** All is well from now on: each broker is back, each partition has a leader. */
  heal(): void {
    for (let id = 0; id < PARTITIONS; id++) this.balancer.brokerUp(id);
    const views = this.#view.partitions.map((view, number) => ({
      ...view,
      leader: view.leader ?? number,
      inSync: view.leader === undefined ? [number] : view.inSync,
    }));
    this.#view = { topic: TOPIC, partitions: views };
    this.balancer.update([this.#view]);
  }
}

const story = fc.tuple(fc.boolean(), fc.array(step, { maxLength: 120 }));

describe('whatever happens', () => {
  it('no breaker ever has two probes', () => {
    fc.assert(
      fc.property(story, ([strict, steps]) => {
        const world = new World(strict);
        for (const one of steps) {
          world.take(one);
          const probes = world.inFlight.filter((choice) => choice.probe && world.balancer.isCurrent(choice));
          expect(new Set(probes.map(({ partition }) => partition)).size).toBe(probes.length);
        }
      }),
    );
  });

  it('a partition that is well is used again within one delay of its breaker', () => {
    fc.assert(
      fc.property(story, fc.nat(PARTITIONS - 1), ([strict, steps], partition) => {
        const world = new World(strict);
        for (const one of steps) world.take(one);
        world.heal();
        // What is still in flight ends before the next delay does: all time out.
        for (const choice of world.inFlight.splice(0)) world.balancer.failed(choice, aFailure('time-out'));
        world.now += MAX_OPEN_MS;
        const choice = world.balancer.choose(TOPIC, partition, false);
        expect(choice.partition).toBe(partition);
        world.balancer.acknowledged(choice);
        expect(world.balancer.well(TOPIC)).toContain(partition);
      }),
    );
  });

  it('a record is diverted only from a sick partition to one that is well', () => {
    fc.assert(
      fc.property(story, ([strict, steps]) => {
        const world = new World(strict);
        for (const one of steps) {
          const well = world.balancer.well(TOPIC);
          const choice = world.take(one);
          if (choice === undefined || one.do !== 'send') continue;
          const own = one.hash % PARTITIONS;
          expect(choice.own).toBe(own);
          if (choice.partition !== own) {
            expect([well.includes(own), well.includes(choice.partition)]).toEqual([false, true]);
          }
          if (well.includes(own)) expect(choice.partition).toBe(own);
        }
      }),
    );
  });

  it('with strictKeyOrder each record with a key goes to its own partition', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const world = new World(true);
        for (const one of steps) {
          const choice = world.take(one);
          if (one.do === 'send' && one.keyed) {
            expect(choice).toMatchObject({ partition: one.hash % PARTITIONS, probe: false });
          }
        }
      }),
    );
  });

  it('what it tells of a partition is one chain: each change begins where the last one ended', () => {
    fc.assert(
      fc.property(story, ([strict, steps]) => {
        const world = new World(strict);
        for (const one of steps) world.take(one);
        for (let partition = 0; partition < PARTITIONS; partition++) {
          let state = 'closed';
          for (const event of world.events) {
            if (event.is !== 'transition' || event.partition !== partition) continue;
            expect(event.from).toBe(state);
            state = event.to;
          }
          expect(world.balancer.well(TOPIC).includes(partition)).toBe(state === 'closed');
        }
      }),
    );
  });
});
