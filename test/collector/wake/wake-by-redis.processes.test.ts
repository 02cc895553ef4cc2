import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WakeRequest } from '../../../collector/wake/invoke-wake.ts';
import { WakeByRedis } from '../../../collector/wake/wake-by-redis.ts';
import { until } from '../../../rehearsal/until.ts';
import { settled } from '../fixtures/hand-clock.ts';
import { TestRedis } from '../fixtures/redis.ts';

const PATIENCE = 60_000;

let redis: TestRedis;
let wake: WakeByRedis;
let asked: WakeRequest[];
let said: string[];
let counted: string[];
/** What the wake function answers. */
let status: number;
/** Holds its answers back. */
let gate: Promise<void>;

beforeEach(async () => {
  [asked, said, counted, status, gate] = [[], [], [], 202, Promise.resolve()];
  redis = await TestRedis.start();
  wake = new WakeByRedis({
    redis: redis.settings,
    target: 'kafka',
    metrics: { woken: (answer) => counted.push(answer) },
    log: (line) => said.push(line),
    async invoke(request) {
      asked.push(request);
      await gate;
      const error = { code: 'held-off', message: 'A person wants it asleep.' };
      const body = JSON.stringify(status === 202 ? { reason: 'woken by a visitor' } : { error });
      return { status, headers: {}, body };
    },
  });
  wake.open();
  await subscribed();
}, PATIENCE);

afterEach(async () => {
  wake?.close();
  await redis?.close();
}, PATIENCE);

function eventually(what: string, look: () => unknown): Promise<unknown> {
  return until(async () => (await look()) || undefined, { what, timeout: 20_000, every: 10 });
}

const subscribed = () =>
  eventually('it is subscribed', async () => {
    const counts = await redis.command('PUBSUB', 'NUMSUB', 'wakeup-ev');
    return Array.isArray(counts) && Number(counts[1]) > 0;
  });

const publish = (message: string) => redis.command('PUBLISH', 'wakeup-ev', message);
const debounced = (client: string) => redis.command('TTL', `catnap:debounce:${client}`);

describe('waking by Redis', () => {
  it('wakes as a visitor, and the same client not again within a minute', async () => {
    await publish('{"client_id":"till-3"}');
    await eventually('the client is debounced', async () => Number(await debounced('till-3')) > 0);
    expect(Number(await debounced('till-3'))).toBeLessThanOrEqual(60);
    await publish('{"client_id":"till-3"}');
    await publish('{"client_id":"till-4"}');
    await eventually('the other client is debounced', async () => Number(await debounced('till-4')) > 0);
    expect(asked.map(({ by, body }) => [by, body])).toEqual([
      ['visitor', { target: 'kafka', reason: 'wakeup-ev by till-3' }],
      ['visitor', { target: 'kafka', reason: 'wakeup-ev by till-4' }],
    ]);
    expect(counted).toEqual(['accepted', 'accepted']);
  });

  it('debounces nobody whose wake was not accepted', async () => {
    status = 409;
    await publish('{"client_id":"till-3"}');
    await eventually('it was refused', () => counted.includes('held-off'));
    expect(await debounced('till-3')).toBe(-2);
    status = 202;
    await publish('{"client_id":"till-3"}');
    await eventually('it was accepted', () => counted.includes('accepted'));
    expect(said).toEqual([
      'kafka was asked to wake (wakeup-ev by till-3): held-off, held-off: A person wants it asleep.',
      'kafka was asked to wake (wakeup-ev by till-3): accepted, woken by a visitor',
    ]);
  });

  it('asks once for all that come while it asks', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    for (let client = 0; client < 20; client++) await publish(`{"client_id":${client}}`);
    const looks = /cmdstat_exists:calls=20,/;
    const looked = async () => looks.test(String(await redis.command('INFO', 'commandstats')));
    await eventually('all of them were looked up', looked);
    await settled();
    resolve();
    await eventually('the last one is debounced', async () => Number(await debounced('19')) > 0);
    expect(asked).toHaveLength(1);
  });

  it('says what is wrong with other messages, and wakes nobody', async () => {
    await publish('wake up!');
    await eventually('it said so', () => said.length > 0);
    expect(said).toEqual(['wakeup-ev: wake up! is not {"client_id": "…"} and wakes nobody']);
    expect(asked).toEqual([]);
  });

  it(
    'hears again when Redis was away, and says once that it was',
    async () => {
      await redis.kill();
      await eventually('it said so', () => said.length > 0);
      await redis.restart();
      await subscribed();
      await publish('{"client_id":"till-3"}');
      await eventually('it was accepted', () => counted.includes('accepted'));
      expect(new Set(said).size).toBe(said.length);
    },
    PATIENCE,
  );
});
