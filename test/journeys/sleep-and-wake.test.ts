import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../rehearsal/until.ts';
import { type KeptRehearsal, keepRehearsal, PATIENCE } from './kept-rehearsal.ts';

const TOPIC = 'orders';
const GROUP = 'shop';
const ORDERS = ['tea', 'milk', 'bread'];

let rehearsal: KeptRehearsal;

beforeAll(async () => {
  rehearsal = await keepRehearsal();
}, 2 * PATIENCE);

afterAll(async () => {
  await rehearsal?.close();
}, PATIENCE);

/** The stories follow one another on one host, as its days do. */
describe('a Kafka host that sleeps and wakes', () => {
  it(
    "takes records and positions from Apache's own tools",
    async () => {
      await rehearsal.ask('person', 'POST', '/wake', { minutes: 5 });
      await rehearsal.apache.createTopic(TOPIC);
      await rehearsal.apache.produce(TOPIC, ORDERS);
      expect(await rehearsal.apache.consumeInGroup(TOPIC, GROUP, 2)).toEqual(['tea', 'milk']);
      expect(await rehearsal.apache.committedOffset(TOPIC, GROUP)).toBe(2);
    },
    PATIENCE,
  );

  it(
    "sleeps when a person says so, used or not, and stays asleep: a service's wake is refused",
    async () => {
      expect((await rehearsal.ask('person', 'POST', '/sleep')).status).toBe(202);
      await rehearsal.untilState('asleep');
      const refused = await rehearsal.ask('service', 'POST', '/wake');
      expect(refused.status).toBe(409);
      expect(refused.body.error?.code).toBe('held-off');
      expect((await rehearsal.status()).state).toBe('asleep');
    },
    PATIENCE,
  );

  it(
    'wakes for a person, twice at once without harm, with every record and position it had',
    async () => {
      const answers = await Promise.all(
        [1, 2].map(() => rehearsal.ask('person', 'POST', '/wake', { minutes: 1 })),
      );
      expect(answers.map(({ status }) => status)).toEqual([202, 202]);
      const online = await rehearsal.untilState('online');
      const wakes = online.timeline.filter(({ from, to }) => from === 'asleep' && to === 'booting');
      expect(wakes).toHaveLength(1);
      expect(await rehearsal.apache.consumeInGroup(TOPIC, GROUP, 1)).toEqual(['bread']);
      expect(await rehearsal.apache.consumeWithoutGroup(TOPIC, 3)).toEqual(ORDERS);
    },
    PATIENCE,
  );

  it(
    'comes back when it is woken while its instance is stopping',
    async () => {
      await rehearsal.ask('person', 'POST', '/sleep');
      const machine = await instanceState('stopping');
      expect(machine).toBe('stopping');
      expect((await rehearsal.ask('person', 'POST', '/wake')).status).toBe(202);
      await rehearsal.untilState('booting');
      await rehearsal.untilState('online');
      expect(await rehearsal.apache.consumeWithoutGroup(TOPIC, 3)).toEqual(ORDERS);
    },
    PATIENCE,
  );

  it(
    'stays, and Kafka with it, when it is woken between the announcement and the stop',
    async () => {
      await rehearsal.ask('person', 'POST', '/sleep');
      await rehearsal.untilState('stopping');
      expect((await rehearsal.ask('person', 'POST', '/wake')).status).toBe(202);
      const online = await rehearsal.untilState('online');
      expect(online.timeline[0]?.to).toBe('online');
      await rehearsal.apache.produce(TOPIC, ['salt']);
      expect(await rehearsal.apache.consumeWithoutGroup(TOPIC, 4)).toEqual([...ORDERS, 'salt']);
    },
    PATIENCE,
  );

  it(
    'stays awake for a reader without a group, and not for a connection that waits',
    async () => {
      // Awake as long as somebody reads, well past the time after which an unused host sleeps.
      const began = Date.now();
      await until(
        async () => {
          await rehearsal.apache.consumeWithoutGroup(TOPIC, 4);
          expect(['asleep', 'stopping']).not.toContain((await rehearsal.status()).state);
          // The last wake's own lease (30 s) and the idle time (8 s) are over by then.
          return Date.now() - began > 43_000 ? true : undefined;
        },
        { what: 'a reader has read for 43 s', timeout: PATIENCE, every: 2000 },
      );
      const idle = await rehearsal.apache.startIdleConsumer(TOPIC);
      try {
        const asleep = await rehearsal.untilState('asleep');
        expect(asleep.timeline[0]?.reason).toMatch(/unused/);
        expect(idle.exitCode).toBeNull();
      } finally {
        idle.kill('SIGKILL');
      }
    },
    2 * PATIENCE,
  );
});

/** Waits until the emulator says so, which is sooner than anybody asks. */
function instanceState(wanted: string): Promise<string> {
  return until(
    async () => {
      const { state } = await rehearsal.machine('kafka');
      return state === wanted ? state : undefined;
    },
    { what: `the instance is ${wanted}`, timeout: PATIENCE, every: 20 },
  );
}
