/** Days that nobody thought of: callers, use and mishaps at random moments, and what must hold through all of them. */
import { describe, expect, it } from '@jest/globals';
import { factsOf } from '../../power/facts.ts';
import { policyOf } from '../../power/parse-policy.ts';
import { secondsBetween } from '../../power/time.ts';
import { wanted } from '../../power/wanted.ts';
import { sleepingWorld, type World } from './world.ts';

const DAYS = 20;
const EVENTS = 60;

/** The same numbers for the same seed, so that a failing day can be lived again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const HAPPENINGS: ((world: World) => unknown)[] = [
  (world) => world.ask('POST', '/wake', { by: 'visitor' }),
  (world) => world.ask('POST', '/wake', { by: 'service', body: '{"minutes":8}' }),
  (world) => world.ask('POST', '/wake', { by: 'person' }),
  (world) => world.ask('POST', '/sleep', { by: 'service' }),
  (world) => world.ask('POST', '/sleep', { by: 'person' }),
  (world) => world.ask('POST', '/hold', { body: '{"on":true,"minutes":7}' }),
  (world) => world.ask('DELETE', '/hold', { by: 'service' }),
  (world) => Promise.all([world.tick(), world.ask('POST', '/wake', { by: 'service' }), world.tick()]),
  (world) => Promise.all([world.tick(), world.tick()]),
  (world) => world.target.start('i-1'),
  (world) => Object.assign(world.host, { used: true }),
  (world) => Object.assign(world.host, { used: false }),
  (world) => Object.assign(world.host, { hung: !world.host.hung }),
  (world) => world.target.soldOut.add('t3.medium'),
  (world) => world.target.soldOut.clear(),
];

describe.each(Array.from({ length: DAYS }, (_, day) => day + 1))('random day %d', (day) => {
  it('stops only what may be stopped, tells a story without gaps, and does what is wanted in the end', async () => {
    const world = await sleepingWorld();
    const roll = dice(day);
    watchStops(world);
    for (let event = 0; event < EVENTS; event++) {
      await HAPPENINGS[roll(HAPPENINGS.length)]?.(world);
      await world.pass(roll(200));
    }
    await expectNoGaps(world);
    Object.assign(world.host, { hung: false, used: false });
    world.target.soldOut.clear();
    await expectWoken(world);
    await expectSleepAfterUse(world);
  });
});

/** Fails the stop itself if it was not announced, not committed, not due, or if the target is wanted. */
function watchStops(world: World): void {
  const stop = world.target.stop.bind(world.target);
  world.target.stop = async (id) => {
    const now = world.clock.now();
    const items = await world.store.read('kafka');
    const facts = factsOf(items, await world.target.describe(), now);
    expect(facts.intent?.committed).toBeDefined();
    expect(secondsBetween(facts.intent?.stop ?? '', now)).toBeGreaterThanOrEqual(0);
    const { awake, reason } = wanted(facts, policyOf({}), now);
    expect({ awake, reason }).toEqual({ awake: false, reason: expect.anything() });
    await stop(id);
  };
}

/** Every transition starts where and when the former one ended, and really changes something. */
async function expectNoGaps(world: World): Promise<void> {
  const story = (await world.store.history('kafka', 1000)).reverse();
  expect(story.length).toBe(world.told.length);
  for (const [index, next] of story.entries()) {
    const former = story[index - 1];
    expect(next.from).toBe(former?.to ?? 'unknown');
    expect(next.from).not.toBe(next.to);
    if (former) expect(former).toMatchObject({ left: next.at, expiresAt: expect.any(Number) });
  }
  expect(story.at(-1)?.left).toBeUndefined();
}

async function expectWoken(world: World): Promise<void> {
  await world.command('person', 'POST', '/wake');
  await world.until('online');
}

async function expectSleepAfterUse(world: World): Promise<void> {
  await world.ask('DELETE', '/hold');
  await world.until('asleep');
  await world.pass(120);
  expect((await world.store.read('kafka')).get('intent')).toBeUndefined();
}
