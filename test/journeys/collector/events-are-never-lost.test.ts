import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type RedisClientType } from 'redis';
import { judgeArrival, keyNames, type NumberedEvent } from '../../../rehearsal/day/numbered-events.ts';
import { readBack } from '../../../rehearsal/day/read-back.ts';
import { type KeptRehearsal, keepRehearsal, PATIENCE } from '../kept-rehearsal.ts';
import { RedisHost } from './redis-host.ts';
import { Senders } from './senders.ts';

const TOPIC = 'events';
/** On which whoever speaks Redis asks for Kafka. */
const CHANNEL = 'wakeup-ev';

let rehearsal: KeptRehearsal;
let host: RedisHost;
let senders: Senders;

beforeAll(async () => {
  rehearsal = await keepRehearsal();
  host = new RedisHost(rehearsal);
  senders = new Senders(keyNames(5), rehearsal.handle.collector);
}, 2 * PATIENCE);

afterAll(async () => {
  await rehearsal?.close();
}, PATIENCE);

/** Does something with Redis as an application, by a client that is not ours. */
async function redis<T>(use: (client: RedisClientType) => Promise<T>): Promise<T> {
  const { host: address, port, username, password } = await rehearsal.handle.redis();
  const client: RedisClientType = createClient({
    socket: { host: address, port, reconnectStrategy: false },
    username,
    password,
  });
  await client.connect();
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

/** Reads all events from Kafka by Apache's own consumer, and expects all that was acknowledged, in order per key. */
async function expectAllInOrder(): Promise<void> {
  await host.untilDrained();
  // Apache's tools take longer to start than an unused host stays awake.
  await rehearsal.ask('person', 'POST', '/wake', { minutes: 5 });
  const events = (await rehearsal.apache.consumeAll(TOPIC)).map((line) => JSON.parse(line) as NumberedEvent);
  const arrival = judgeArrival(senders.counts, events);
  expect(arrival).toMatchObject({ missing: [], overtaken: [] });
  const acknowledged = [...senders.counts.values()].reduce((sum, count) => sum + count, 0);
  expect(arrival.events).toBe(acknowledged);
}

/** The stories follow one another on the same two hosts. */
describe('events that were acknowledged', () => {
  it(
    'wait in Redis while a person has put Kafka to sleep, and the collector says so',
    async () => {
      await rehearsal.ask('person', 'POST', '/sleep');
      await rehearsal.untilState('asleep');
      await senders.send(20);
      const { mode } = await host.untilStatus(
        'has events that wait, because a person holds Kafka off',
        ({ wake, buffer }) => wake?.is === 'held-off' && buffer.entries > 0,
      );
      expect(mode).toBe('buffering');
      expect((await rehearsal.status()).state).toBe('asleep');
    },
    PATIENCE,
  );

  it(
    'outlive their host: another one takes over its volume, and the passwords stay',
    async () => {
      const { password } = await rehearsal.handle.redis();
      await host.replace();
      expect((await rehearsal.handle.redis()).password).toBe(password);
      expect(await redis((client) => client.ping())).toBe('PONG');
      await host.untilStatus('has found what waits', ({ buffer }) => buffer.entries > 0);
      await senders.send(5);
      expect((await rehearsal.status()).state).toBe('asleep');
    },
    PATIENCE,
  );

  it(
    'arrive once the person lifts that and somebody asks for Kafka in Redis, those of each key in order',
    async () => {
      await rehearsal.ask('person', 'DELETE', '/hold');
      await redis(async (client) => {
        await client.publish(CHANNEL, JSON.stringify({ client_id: 'till-7' }));
      });
      const { timeline } = await rehearsal.untilState('booting', 'online');
      expect(timeline.find(({ to }) => to === 'booting')?.reason).toMatch(/wanted awake by a visitor/);
      // Some of these come before the drain, some during it, and some after it.
      await senders.send(100);
      await expectAllInOrder();
    },
    2 * PATIENCE,
  );

  it(
    'survive a collector that is ended or killed while events keep coming',
    async () => {
      const enough = new AbortController();
      const sending = senders.sendUntil(enough.signal);
      try {
        await host.kill('SIGKILL');
        await host.kill('SIGTERM');
      } finally {
        enough.abort();
      }
      await sending;
      await host.untilDrained();
      await readBack(await rehearsal.handle.kafka(), senders.counts, PATIENCE);
    },
    2 * PATIENCE,
  );

  it(
    'wake Kafka by themselves, once, and arrive in order with those that come when it is up',
    async () => {
      await rehearsal.ask('person', 'POST', '/sleep');
      const asleep = await rehearsal.untilState('asleep');
      await rehearsal.ask('person', 'DELETE', '/hold');
      await senders.send(20);
      await host.untilDrained();
      await senders.send(10);
      const { timeline } = await rehearsal.untilState('online');
      const since = timeline.filter(({ at }) => at > (asleep.timeline[0]?.at ?? ''));
      const wakes = since.filter(({ to }) => to === 'booting');
      expect(wakes.map(({ reason }) => reason)).toEqual([expect.stringMatching(/wanted awake by a service/)]);
      await expectAllInOrder();
    },
    2 * PATIENCE,
  );
});
