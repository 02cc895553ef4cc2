/** What does not go away by itself: people are told, and the target goes on. */
import { describe, expect, it } from '@jest/globals';
import { sleepingWorld, type World, wokenWorld } from '../world.ts';

const codes = (world: World) => world.alarms.map(({ code }) => code);

describe('a disk that is nearly full', () => {
  it('is told once a day, while it is', async () => {
    const world = await wokenWorld();
    world.host.used = true;
    world.tickEvery = 600;
    await world.pass(600);
    expect(world.alarms).toEqual([]);
    world.host.disk = { usedBytes: 86, sizeBytes: 100 };
    await world.pass(600);
    expect(codes(world)).toEqual(['disk-nearly-full']);
    expect(world.alarms[0]?.text).toContain('the data volume is 86 % full');
    await world.pass(23.5 * 3600);
    expect(codes(world)).toEqual(['disk-nearly-full']);
    await world.pass(3600);
    expect(codes(world)).toEqual(['disk-nearly-full', 'disk-nearly-full']);
    world.host.disk = { usedBytes: 20, sizeBytes: 100 };
    await world.pass(600);
    expect(JSON.parse((await world.ask('GET', '/status')).body).alarms).toBeUndefined();
    expect((await world.status()).state).toBe('online');
  });
});

describe('two instances', () => {
  it('for longer than a deploy takes are told by name; the newest one is the target', async () => {
    const world = await wokenWorld();
    world.host.used = true;
    await world.pass(60);
    world.target.make('i-0');
    await world.target.start('i-0');
    await world.pass(60);
    // The newer one has taken the target over and boots.
    expect(world.told.at(-1)).toBe('online → booting');
    await world.pass(840);
    expect(codes(world)).toEqual(['two-instances']);
    expect(world.alarms[0]?.text).toContain(
      'i-0 is taken for it, because it was started last; left alone: i-1 (running)',
    );
    const answer = await world.ask('GET', '/status');
    expect(JSON.parse(answer.body).reason).toContain(
      'left alone although tagged as this target: i-1 (running)',
    );
    await world.pass(3600);
    expect(codes(world)).toEqual(['two-instances']);
    expect(world.target.calls).toEqual(['start i-1', 'start i-0']);
  });
});

describe('clocks that disagree', () => {
  it('a host whose clock is minutes ahead: told, and judged by its own clock', async () => {
    const world = await wokenWorld();
    world.host.ahead = 240;
    world.host.used = true;
    await world.pass(1200);
    expect(codes(world)).toEqual(['clock-ahead']);
    expect(world.told.at(-1)).toBe('booting → online');
    world.host.used = false;
    const stopping = await world.until('stopping');
    expect(stopping.reason.text).toMatch(/^unused for 5 min( \d+ s)?, sleeps after 5 min$/);
    await world.until('asleep');
  });

  it('a host whose clock is two minutes behind: no harm', async () => {
    const world = await wokenWorld();
    await world.pass(240);
    world.host.ahead = -120;
    world.host.used = true;
    await world.pass(1200);
    expect(world.told.at(-1)).toBe('booting → online');
    expect(world.alarms).toEqual([]);
    world.host.used = false;
    expect((await world.until('stopping')).reason.code).toBe('idle');
    await world.until('asleep');
  });

  it('a host whose clock is more than three minutes behind looks silent: kept awake, and told so', async () => {
    const world = await wokenWorld();
    world.host.used = true;
    await world.pass(600);
    world.host.ahead = -300;
    const blocked = await world.until('blocked');
    expect(blocked.reason.text).toMatch(
      /^the host has not reported for 5 min.*, or its clock is behind by that;/,
    );
    await world.pass(3600);
    expect(world.target.calls).toEqual(['start i-1']);
  });
});

describe('an instance deleted by hand', () => {
  it('is blocked with what to do, and a new one is taken over', async () => {
    const world = await wokenWorld();
    world.target.terminate('i-1');
    await world.tick();
    const answer = await world.ask('GET', '/status');
    expect(JSON.parse(answer.body)).toMatchObject({ state: 'blocked', reasonCode: 'no-instance' });
    world.target.make('i-2');
    await world.tick();
    expect(world.target.calls.at(-1)).toBe('start i-2');
  });
});

describe('items of a newer version', () => {
  it('block the target until they are gone; nothing is started, stopped or written', async () => {
    const world = await sleepingWorld();
    const value = {
      until: world.clock.at(3600),
      reason: '',
      by: 'person',
      at: world.clock.at(),
      expiresAt: 0,
    } as const;
    world.store.load('kafka', { key: 'lease#wake', value, rev: '1', v: 2 });
    await expect(world.tick()).rejects.toThrow('The tick failed for target kafka');
    expect(await world.status()).toMatchObject({ state: 'blocked', reasonCode: 'newer-version' });
    const answer = await world.ask('POST', '/wake');
    expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([500, 'newer-version']);
    expect(world.target.calls).toEqual([]);
    expect(world.told).toEqual(['unknown → asleep']);
    world.store.load('kafka', { key: 'lease#wake', value, rev: '2', v: 1 });
    await world.tick();
    expect(world.target.calls).toEqual(['start i-1']);
  });
});
