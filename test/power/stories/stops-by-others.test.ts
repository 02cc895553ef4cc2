/** Somebody stops the instance in the console, by the command line or with a deploy. */
import { describe, expect, it, jest } from '@jest/globals';
import { sleepingWorld, type World, wokenWorld } from '../world.ts';

const NIGHT = [{ days: ['sat', 'sun'], from: '03:30', to: '04:30', timeZone: 'UTC' }] as const;

/** EC2 tells of each change of state, and each time the reaper looks. */
async function stopByHand(world: World): Promise<void> {
  await world.target.stop('i-1');
  await world.tick();
}

describe('a stop by hand', () => {
  it('sticks although a hold stands, for hours, and whoever wakes it then starts it', async () => {
    const world = await wokenWorld();
    await world.command('person', 'POST', '/hold', { on: true, minutes: 600 });
    await world.pass(60);
    await stopByHand(world);
    const stopping = await world.until('stopping');
    expect(stopping.reason).toEqual({
      code: 'stopped-by-other-means',
      text: 'stopped by other means at 03:02 UTC (User initiated shutdown); it sleeps until somebody wakes it, although held awake by a person until 13:01 UTC',
    });
    await world.until('asleep');
    await world.pass(4 * 3600);
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
    expect(await world.command('service', 'POST', '/wake')).toBe('booting');
    await world.until('online');
    // Woken, it is held as before.
    await world.pass(3600);
    expect(world.told.at(-1)).toBe('booting → online');
  });

  it('while a wake is on its way is undone by asking once more', async () => {
    const world = await wokenWorld();
    await stopByHand(world);
    await world.until('asleep');
    await world.pass(120);
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
    expect(await world.command('visitor', 'POST', '/wake')).toBe('booting');
  });

  it('outlasts the window in which it happened; the next one opens the host', async () => {
    const world = await sleepingWorld({ windows: NIGHT });
    await world.pass(1800);
    expect((await world.until('online')).at).toBe('2026-11-21T03:30:35.000Z');
    await stopByHand(world);
    await world.until('asleep');
    await world.pass(3600);
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
    await world.pass(22.5 * 3600);
    await world.pass(1800);
    expect((await world.until('online')).at).toBe('2026-11-22T03:30:35.000Z');
    await world.pass(3600);
    expect((await world.until('asleep')).reason.code).toBe('idle');
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1', 'start i-1', 'stop i-1']);
  });

  it('sticks although EC2 showed no host while it ran', async () => {
    const world = await wokenWorld();
    await world.until('asleep');
    await world.target.start('i-1');
    jest.spyOn(world.target, 'describe').mockResolvedValueOnce([]);
    expect(await world.command('service', 'POST', '/wake')).toBe('blocked');
    await world.pass(20);
    await world.target.stop('i-1');
    await world.pass(300);
    expect((await world.until('asleep')).reason.code).toBe('stopped-by-other-means');
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1', 'start i-1', 'stop i-1']);
  });

  it('is told as such when nobody wanted the host anyway', async () => {
    const world = await wokenWorld();
    world.host.used = true;
    await world.pass(1200);
    await stopByHand(world);
    const asleep = await world.until('asleep');
    await world.pass(600);
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
    expect(asleep.reason.text).toBe(
      'stopped by other means at 03:21 UTC (User initiated shutdown); it sleeps until somebody wakes it',
    );
  });
});

describe('a deploy', () => {
  it('stops a leased host, gives it another size and starts it, and nobody comes between', async () => {
    const world = await wokenWorld();
    await world.command('service', 'POST', '/lease', { id: 'import', minutes: 300 });
    await world.pass(60);
    await stopByHand(world);
    await world.pass(180);
    expect(world.told.at(-1)).toBe('stopping → asleep');
    await world.target.resize('i-1', 't3.large');
    await world.pass(120);
    await world.target.start('i-1');
    await world.tick();
    await world.until('online');
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1', 'resize i-1 t3.large', 'start i-1']);
    await world.pass(3600);
    expect(world.told.at(-1)).toBe('booting → online');
  });

  it('starts a sleeping host: it is up for the minimum and sleeps again', async () => {
    const world = await sleepingWorld();
    await world.target.start('i-1');
    await world.until('online');
    await world.until('asleep');
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
  });

  it('starts a host that a person put to sleep: it is let boot, and stopped again', async () => {
    const world = await sleepingWorld();
    await world.command('person', 'POST', '/sleep');
    await world.target.start('i-1');
    const stopping = await world.until('stopping');
    // Not before the host has said something: a first boot that is cut installs nothing.
    expect(stopping.reason.code).toBe('held-off');
    expect((await world.store.read('kafka')).get('activity#i-1')).toBeDefined();
    await world.until('asleep');
  });
});

describe('AWS itself', () => {
  it('stops a leased host: it is started again', async () => {
    const world = await wokenWorld();
    await world.command('person', 'POST', '/hold', { on: true, minutes: 60 });
    world.target.fail('i-1', 'Server.ScheduledStop: Stopped due to scheduled retirement');
    await world.tick();
    const stopping = await world.until('stopping');
    expect(stopping.reason.text).toMatch(
      /^still stopping \(Server\.ScheduledStop: Stopped due to scheduled retirement\); it is started as soon as/,
    );
    await world.until('online');
    expect(world.target.calls).toEqual(['start i-1', 'start i-1']);
  });

  it('stops a host that nobody wants: it sleeps, and says why', async () => {
    const world = await wokenWorld();
    world.host.used = true;
    await world.pass(1200);
    world.target.fail('i-1', 'Server.ScheduledStop');
    await world.tick();
    expect((await world.until('asleep')).reason).toEqual({
      code: 'stopped-by-other-means',
      text: 'Server.ScheduledStop',
    });
    await world.pass(600);
    expect(world.target.calls).toEqual(['start i-1']);
  });
});
