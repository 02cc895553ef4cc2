/** Hosts that are not ours: without any report, awake by the calendar; or with a program of the owner's that reports. */
import { describe, expect, it } from '@jest/globals';
import type { ReportBody } from '../../../power/api/api.ts';
import { sleepingWorld, type World } from '../world.ts';

const HOUR = [{ days: ['sat'], from: '04:00', to: '05:00', timeZone: 'UTC' }] as const;

describe('a host that never reports', () => {
  it('is awake by the calendar: online as soon as it runs, stopped as soon as the window closes', async () => {
    const world = await sleepingWorld({ reports: 'none', windows: HOUR });
    world.host.hung = true;
    await world.pass(3600);
    expect((await world.store.history('kafka', 1))[0]).toMatchObject({
      to: 'booting',
      at: '2026-11-21T04:00:00.000Z',
      reason: { text: 'awake by the calendar until 05:00 UTC (sat 04:00-05:00 UTC)' },
    });
    expect((await world.until('online')).at).toBe('2026-11-21T04:01:00.000Z');
    await world.pass(3480);
    expect(world.told.at(-1)).toBe('booting → online');
    expect(await world.until('stopping')).toMatchObject({
      at: '2026-11-21T05:00:00.000Z',
      reason: { code: 'unwanted', text: 'no hold, no lease and no window keeps it awake' },
    });
    await world.until('asleep');
    await world.pass(600);
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
  });

  it('is woken, and stays for the minutes asked for', async () => {
    const world = await sleepingWorld({ reports: 'none' });
    world.host.hung = true;
    await world.command('person', 'POST', '/wake', { minutes: 30 });
    const stopping = await world.until('stopping');
    // The boot deadline and the minutes.
    expect(Date.parse(stopping.at) - Date.parse('2026-11-21T03:00:01Z')).toBeGreaterThanOrEqual(2_100_000);
    await world.until('asleep');
  });
});

describe('a host whose owner’s program reports', () => {
  async function report(world: World, says: object): Promise<ReportBody> {
    const body = JSON.stringify({ instance: 'i-1', ...says });
    return JSON.parse((await world.ask('POST', '/report', { by: 'service', body })).body);
  }

  /** Lets it report each minute until it is told to stop, for an hour at most. */
  async function reportUntilStopped(world: World, says: object): Promise<ReportBody> {
    for (let minutes = 0; minutes < 60; minutes++) {
      const answer = await report(world, says);
      if (answer.stop !== undefined) return answer;
      await world.pass(60);
    }
    throw new Error('an hour has passed and it was not told to stop');
  }

  it('stays awake while it is used, is told to stop, obeys, and is stopped at once', async () => {
    const world = await sleepingWorld({ reportEvery: 60 });
    world.host.hung = true;
    await world.command('person', 'POST', '/wake');
    await world.pass(60);
    for (let minutes = 0; minutes < 60; minutes++) {
      expect((await report(world, { used: true })).stop).toBeUndefined();
      await world.pass(60);
    }
    expect(world.told.at(-1)).toBe('booting → online');
    const { stop, reason } = await reportUntilStopped(world, { used: false });
    expect(reason).toMatch(/^unused for \d min/);
    await world.pass((Date.parse(stop ?? '') - world.clock.now().getTime()) / 1000);
    await report(world, { stopped: 'clean' });
    await world.tick();
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
    await world.until('asleep');
  });

  it('that does not obey is stopped two minutes later', async () => {
    const world = await sleepingWorld({ reportEvery: 60 });
    world.host.hung = true;
    await world.command('person', 'POST', '/wake');
    await world.pass(60);
    await report(world, { used: true });
    const { stop } = await reportUntilStopped(world, { used: false });
    await world.pass((Date.parse(stop ?? '') - world.clock.now().getTime()) / 1000 + 119);
    await world.tick();
    expect(world.target.calls).toEqual(['start i-1']);
    await world.pass(1);
    await world.tick();
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
  });

  it('that ceases to report is kept awake, and told as silent', async () => {
    const world = await sleepingWorld({ reportEvery: 60 });
    world.host.hung = true;
    await world.command('person', 'POST', '/wake');
    await world.pass(60);
    await report(world, { used: false });
    expect((await world.until('blocked')).reason.code).toBe('silent-host');
    await world.pass(3600);
    expect(world.target.calls).toEqual(['start i-1']);
  });
});
