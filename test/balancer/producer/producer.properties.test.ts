import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome } from '../../../balancer/record.ts';
import { aTopic } from '../sample-views.ts';
import type { Mood } from './fake-kafka.ts';
import { TOPIC } from './fake-kafka.ts';
import { Shop } from './shop.ts';

const PARTITIONS = 4;
const KEYS = ['0', '1', '2', '3', '4', '5'];

type Step =
  | { readonly do: 'send'; readonly keys: readonly string[] }
  | { readonly do: 'mood'; readonly partition: number; readonly mood: Mood }
  | { readonly do: 'thaw'; readonly partition: number }
  | { readonly do: 'elect'; readonly partition: number; readonly inSync: readonly number[] }
  | { readonly do: 'broker'; readonly broker: number; readonly up: boolean }
  | { readonly do: 'pass'; readonly milliseconds: number };

const one = fc.nat(PARTITIONS - 1);

const MOODS: Mood[] = [
  1,
  700,
  'hangs',
  'rejects',
  'connection-lost',
  'NOT_ENOUGH_REPLICAS',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'MESSAGE_TOO_LARGE',
];

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      keys: fc.array(fc.constantFrom('', ...KEYS), { minLength: 1, maxLength: 8 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('mood' as const),
      partition: one,
      mood: fc.constantFrom(...MOODS),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), milliseconds: fc.nat(6_000) }) },
  fc.record({ do: fc.constant('thaw' as const), partition: one }),
  fc.record({
    do: fc.constant('elect' as const),
    partition: one,
    inSync: fc.uniqueArray(one, { maxLength: 3 }),
  }),
  fc.record({ do: fc.constant('broker' as const), broker: one, up: fc.boolean() }),
);

interface Sent {
  readonly key: string;
  readonly value: string;
  readonly outcome: Outcome;
}

/** Lives through a story, and tells what became of each record, in the order in which they were given. */
async function live(steps: readonly Step[], strictKeyOrder: boolean): Promise<{ shop: Shop; sent: Sent[] }> {
  const shop = new Shop({ strictKeyOrder }, aTopic(TOPIC, PARTITIONS, { replicas: 2 }));
  const sends: Promise<Sent[]>[] = [];
  let serial = 0;
  let epoch = 0;
  for (const now of steps) {
    switch (now.do) {
      case 'send': {
        const records = now.keys.map((key) => ({ key, value: String(serial++) }));
        const outcomes = shop.send(...records.map(({ key, value }) => `${key}:${value}`));
        sends.push(
          outcomes.then((all) => all.map((outcome, at) => ({ key: '', value: '', ...records[at], outcome }))),
        );
        break;
      }
      case 'mood':
        shop.kafka.mood(now.partition, now.mood);
        break;
      case 'thaw':
        shop.kafka.thaw(now.partition);
        break;
      case 'elect':
        shop.kafka.elect(now.partition, { leader: now.inSync[0], leaderEpoch: ++epoch, inSync: now.inSync });
        break;
      case 'broker':
        if (now.up) shop.kafka.watcher?.brokerUp(now.broker);
        else shop.kafka.watcher?.brokerDown(now.broker, 'ECONNREFUSED');
        break;
      case 'pass':
        await shop.clock.pass(now.milliseconds);
    }
  }
  await shop.clock.pass(shop.producer.settings.deliveryTimeoutMs);
  return { shop, sent: (await Promise.all(sends)).flat() };
}

const story = fc.array(step, { maxLength: 40 });

describe('whatever happens', () => {
  it('every record ends once, and what is acknowledged lies where it was said to', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.boolean(), async (steps, strict) => {
        const { shop, sent } = await live(steps, strict);
        const { accepted, acknowledged, failed } = shop.producer.counts;
        expect(accepted).toBe(sent.length);
        expect(acknowledged + failed).toBe(accepted);
        for (const { value, outcome } of sent) {
          if (outcome.is === 'failed') continue;
          expect(shop.kafka.logs[outcome.partition]?.[Number(outcome.offset)]).toBe(value);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('with strictKeyOrder a key stays in its partition, its records in the order in which they were given', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const { shop, sent } = await live(steps, true);
        for (const key of KEYS) {
          const own = Number(key) % PARTITIONS;
          const values: string[] = [];
          for (const { value, outcome, key: its } of sent) {
            if (its !== key || outcome.is === 'failed') continue;
            expect(outcome.partition).toBe(own);
            values.push(value);
          }
          // Repeats aside: the first of each counts.
          const log = [...new Set(shop.kafka.logs[own] ?? [])];
          expect(log.filter((value) => values.includes(value))).toEqual(values);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('once all is well, records flow again, without any failing', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.boolean(), async (steps, strict) => {
        const { shop } = await live(steps, strict);
        for (let id = 0; id < PARTITIONS; id++) {
          shop.kafka.mood(id, 1);
          shop.kafka.elect(id, { leader: id, inSync: [id] });
          shop.kafka.watcher?.brokerUp(id);
        }
        await shop.clock.pass(60_000);
        const outcomes = await shop.sent(2_000, ...KEYS.map((key) => `${key}:new`));
        expect(outcomes.filter((outcome) => !outcome.includes('@'))).toEqual([]);
        expect(shop.producer.sick).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});
