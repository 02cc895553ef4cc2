/** AWS does not start the instance: it has none of its size, the account's quota is used up, the disks' key is locked away. */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { sleepingWorld, type World } from '../world.ts';

const FALLBACK = { size: 't3.medium', fallbackSizes: ['t3a.medium', 't3.large'] };

/** Seconds from the first attempt on at which a start was tried, for so long. */
async function attempts(world: World, seconds: number): Promise<number[]> {
  const at: number[] = [];
  const since = world.clock.now().getTime();
  const start = world.target.start.bind(world.target);
  world.target.start = (id) => {
    at.push((world.clock.now().getTime() - since) / 1000);
    return start(id);
  };
  await world.command('person', 'POST', '/hold', { on: true, minutes: 600 });
  await world.pass(seconds);
  return at;
}

describe('no capacity', () => {
  it('is a state of its own, tried again ever less often, and recorded once', async () => {
    const world = await sleepingWorld();
    world.target.soldOut.add('t3.medium');
    // The next tick after 30, 60, 120, 240, 480 and then 900 seconds.
    expect(await attempts(world, 3600)).toEqual([0, 59, 119, 239, 479, 959, 1859, 2759]);
    expect(world.told).toEqual(['unknown → asleep', 'asleep → blocked']);
    world.target.soldOut.clear();
    await world.until('online');
    expect(world.told.slice(2)).toEqual(['blocked → booting', 'booting → online']);
    expect((await world.store.read('kafka')).get('start')).toBeUndefined();
  });

  it('makes nobody wait who asks after it is over', async () => {
    const world = await sleepingWorld();
    world.target.soldOut.add('t3.medium');
    await attempts(world, 2000);
    world.target.soldOut.clear();
    expect(await world.command('person', 'POST', '/wake')).toBe('booting');
  });

  it('ends with the wish: asleep again, and the next wake starts as if nothing had been', async () => {
    const world = await sleepingWorld();
    world.target.soldOut.add('t3.medium');
    await attempts(world, 600);
    expect(await world.command('person', 'POST', '/sleep')).toBe('asleep');
    expect((await world.store.read('kafka')).get('start')).toBeUndefined();
    world.target.soldOut.clear();
    expect(await world.command('person', 'POST', '/wake')).toBe('booting');
  });

  it('of its own size makes it run with a fallback size, and it gets its own back when it sleeps', async () => {
    const world = await sleepingWorld(FALLBACK);
    world.target.soldOut.add('t3.medium').add('t3a.medium');
    await attempts(world, 600);
    expect(world.target.calls).toEqual(['resize i-1 t3a.medium', 'resize i-1 t3.large', 'start i-1']);
    expect((await world.target.describe())[0]?.type).toBe('t3.large');
    await world.command('person', 'POST', '/sleep');
    await world.until('asleep');
    await world.pass(60);
    expect(world.target.calls.slice(3)).toEqual(['stop i-1', 'resize i-1 t3.medium']);
    world.target.soldOut.clear();
    await world.command('person', 'POST', '/wake');
    expect(world.target.calls.slice(5)).toEqual(['start i-1']);
  });

  it('of all sizes tries them in turn, its own among them, and one that the zone does not know is passed over', async () => {
    const world = await sleepingWorld(FALLBACK);
    world.target.soldOut.add('t3.medium').add('t3.large');
    world.target.unknown.add('t3a.medium');
    await attempts(world, 2000);
    expect(world.target.calls).toEqual(['resize i-1 t3.large', 'resize i-1 t3.medium']);
    world.target.soldOut.delete('t3.medium');
    await world.until('online');
    expect((await world.target.describe())[0]?.type).toBe('t3.medium');
  });

  it('of any size leaves it with its own when nobody wants it any more', async () => {
    const world = await sleepingWorld(FALLBACK);
    world.target.soldOut.add('t3.medium').add('t3a.medium').add('t3.large');
    await attempts(world, 600);
    expect((await world.target.describe())[0]?.type).toBe('t3.large');
    await world.command('person', 'POST', '/sleep');
    await world.pass(61);
    expect((await world.target.describe())[0]?.type).toBe('t3.medium');
  });
});

describe('a start that comes to nothing', () => {
  const why = 'Client.InternalError: Client error on launch';

  it('is counted once for each attempt, told, and never taken for online', async () => {
    const world = await sleepingWorld();
    world.target.startsFail = why;
    await world.command('person', 'POST', '/hold', { on: true, minutes: 600 });
    const blocked = await world.until('blocked');
    expect(blocked.reason).toEqual({
      code: 'start-failed',
      text: `AWS refused to start it once (${why}); tried again at 03:01 UTC as t3.medium: held awake by a person until 13:00 UTC`,
    });
    const refusals = async () => (await world.store.read('kafka')).get('start')?.refusals;
    expect(await refusals()).toBe(1);
    await world.tick();
    await world.tick();
    expect(await refusals()).toBe(1);
    await world.pass(1800);
    expect(await refusals()).toBe(world.target.calls.length);
    expect(world.told).not.toContain('booting → online');
  });

  it('is over once the key is back', async () => {
    const world = await sleepingWorld();
    world.target.startsFail = why;
    await world.command('person', 'POST', '/hold', { on: true, minutes: 600 });
    await world.pass(300);
    world.target.startsFail = undefined;
    await world.until('online');
    await world.tick();
    expect((await world.store.read('kafka')).get('start')).toBeUndefined();
  });
});

it('a quota that is used up is blocked as that, and no other size is tried', async () => {
  const world = await sleepingWorld(FALLBACK);
  world.target.start = () => Promise.resolve({ refused: 'quota', text: 'you may have 8 vCPUs' });
  await world.command('person', 'POST', '/hold', { on: true, minutes: 600 });
  await world.pass(1800);
  expect(world.target.calls).toEqual([]);
  expect((await world.status()).reasonCode).toBe('quota');
});

afterEach(() => {
  jest.restoreAllMocks();
});

it('EC2 that throttles a start fails the tick and is asked again by the next one', async () => {
  const world = await sleepingWorld();
  const start = world.target.start.bind(world.target);
  const throttled = Object.assign(new Error('Request limit exceeded.'), {
    name: 'RequestLimitExceeded',
    $metadata: {},
  });
  world.target.start = () => Promise.reject(throttled);
  const log = jest.spyOn(console, 'error').mockReturnValue();
  const answer = await world.ask('POST', '/wake');
  expect(log).toHaveBeenCalledWith(throttled);
  expect(JSON.parse(answer.body).error.message).toBe(
    'AWS refused or failed (RequestLimitExceeded: Request limit exceeded.). What was asked for, if it was recorded, is carried out by a later tick.',
  );
  await expect(world.tick()).rejects.toThrow('The tick failed for target kafka; the next one tries again.');
  expect((await world.store.read('kafka')).get('start')).toBeUndefined();
  world.target.start = start;
  await world.tick();
  await world.until('online');
});
