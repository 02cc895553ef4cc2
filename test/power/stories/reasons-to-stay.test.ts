/** What keeps a host awake that nobody uses, and what does not keep it. */
import { describe, expect, it } from '@jest/globals';
import { sleepingWorld, wokenWorld } from '../world.ts';

describe('a group that lags', () => {
  it('keeps an unused host awake until it has read everything', async () => {
    const world = await wokenWorld({ waitForLag: ['billing'] });
    world.host.lag = { billing: 12 };
    await world.pass(3600);
    expect(world.told.at(-1)).toBe('booting → online');
    expect(JSON.parse((await world.ask('GET', '/status')).body).reason).toMatch(
      /^unused for .*, but group billing has 12 records left to read$/,
    );
    world.host.lag = undefined;
    expect((await world.until('stopping')).reason.code).toBe('idle');
    await world.until('asleep');
  });
});

describe('whoever comes back after the stop was announced', () => {
  it('is not cut off: the host does not obey, says that it is used, and the stop is withdrawn', async () => {
    const world = await wokenWorld();
    await world.until('stopping');
    world.host.used = true;
    // A minute until the next tick, and the announced instant passes in between.
    for (let second = 0; second < 120; second++) {
      await world.pass(1);
      expect(world.host.serving).toBe(true);
    }
    expect(world.told.at(-1)).toBe('stopping → online');
    expect(world.target.calls).toEqual(['start i-1']);
  });
});

describe('a lease', () => {
  it('starts the host, keeps it until its end and no longer', async () => {
    const world = await sleepingWorld();
    await world.command('service', 'POST', '/lease', { id: 'import', minutes: 60 });
    await world.until('online');
    await world.pass(3000);
    const stopping = await world.until('stopping');
    expect(stopping.at).toBe('2026-11-21T04:01:00.000Z');
    await world.until('asleep');
  });

  it('given back early lets it sleep early', async () => {
    const world = await sleepingWorld();
    await world.command('service', 'POST', '/lease', { id: 'import', minutes: 600 });
    await world.pass(600);
    await world.command('service', 'DELETE', '/lease', { id: 'import' });
    await world.until('asleep');
    expect(world.clock.now().getTime()).toBeLessThan(Date.parse('2026-11-21T03:20:00Z'));
  });

  it('outlives a person’s sleep, and counts again when that is lifted', async () => {
    const world = await sleepingWorld();
    await world.command('service', 'POST', '/lease', { id: 'import', minutes: 600 });
    await world.until('online');
    await world.command('person', 'POST', '/sleep');
    await world.until('asleep');
    await world.pass(600);
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
    expect(await world.command('person', 'DELETE', '/hold')).toBe('booting');
  });
});

describe('windows', () => {
  it('that adjoin across zones open the host once', async () => {
    const windows = [
      { days: ['sat'], from: '05:00', to: '06:00', timeZone: 'Europe/Berlin' },
      { days: ['sat'], from: '10:30', to: '11:30', timeZone: 'Asia/Kolkata' },
    ] as const;
    const world = await sleepingWorld({ windows });
    await world.pass(3600);
    await world.until('online');
    await world.pass(5400);
    expect((await world.until('stopping')).at).toBe('2026-11-21T06:00:00.000Z');
    expect(world.target.calls).toEqual(['start i-1']);
  });
});

describe('a sleep in the first boot', () => {
  it('waits for the host’s first report, or for the boot deadline', async () => {
    const world = await sleepingWorld();
    await world.command('person', 'POST', '/wake');
    await world.pass(16);
    expect(await world.command('person', 'POST', '/sleep')).toBe('booting');
    expect((await world.store.read('kafka')).get('intent')).toBeUndefined();
    await world.pass(60);
    expect((await world.store.read('kafka')).get('intent')).toBeDefined();
    await world.until('asleep');
  });

  it('ends at the deadline with a host that never says anything', async () => {
    const world = await sleepingWorld();
    world.host.hung = true;
    await world.command('person', 'POST', '/wake');
    await world.pass(16);
    await world.command('person', 'POST', '/sleep');
    await world.pass(240);
    expect((await world.store.read('kafka')).get('intent')).toBeUndefined();
    const stopping = await world.until('stopping');
    expect(stopping.at).toBe('2026-11-21T03:06:00.000Z');
    await world.until('asleep');
  });
});
