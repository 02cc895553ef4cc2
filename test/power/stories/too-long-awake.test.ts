/** Awake for longer than anybody meant. */
import { describe, expect, it } from '@jest/globals';
import { type World, wokenWorld } from '../world.ts';

const TWO_HOURS = { maxAwake: 7200 } as const;

/** Alarms of that kind so far, by their figures. */
const told = (world: World) =>
  world.alarms.filter(({ code }) => code === 'max-awake').map(({ text }) => text.split(',')[0]);

describe('a host that is used for days', () => {
  it('is told after maxAwake and again each hour, and goes on', async () => {
    const world = await wokenWorld(TWO_HOURS);
    world.host.used = true;
    await world.pass(7100);
    expect(world.alarms).toEqual([]);
    await world.pass(2.5 * 3600);
    expect(told(world)).toEqual(['awake for 2 h', 'awake for 3 h', 'awake for 4 h']);
    expect(world.alarms[0]?.text).toBe(
      'awake for 2 h, longer than the 2 h of maxAwake, and each hour costs: last used 0 s ago, sleeps after 5 min; put it to sleep by POST /sleep if nobody needs it',
    );
    expect(world.told.at(-1)).toBe('booting → online');
  });

  it('is told anew when it was asleep in between', async () => {
    const world = await wokenWorld(TWO_HOURS);
    world.host.used = true;
    await world.pass(7300);
    world.host.used = false;
    await world.command('person', 'POST', '/sleep');
    await world.until('asleep');
    await world.command('person', 'POST', '/wake');
    await world.until('online');
    world.host.used = true;
    await world.pass(7300);
    expect(told(world)).toEqual(['awake for 2 h', 'awake for 2 h']);
  });

  it('is stopped, if the policy says so, and says why it sleeps', async () => {
    const world = await wokenWorld({ ...TWO_HOURS, maxAwakeAction: 'stop' });
    world.host.used = true;
    await world.pass(6000);
    expect(world.told.at(-1)).toBe('booting → online');
    const reason = { code: 'max-awake', text: expect.stringMatching(/^awake for 2 h.*, stopped after 2 h$/) };
    expect((await world.until('stopping')).reason).toEqual(reason);
    expect((await world.until('asleep')).reason).toEqual(reason);
    expect(await world.status()).toMatchObject({ state: 'asleep', reasonCode: 'max-awake' });
    await world.pass(600);
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
  });

  it('is not stopped while a person holds it, but told', async () => {
    const world = await wokenWorld({ ...TWO_HOURS, maxAwakeAction: 'stop' });
    await world.command('person', 'POST', '/hold', { on: true, minutes: 300 });
    await world.pass(2.5 * 3600);
    expect(world.told.at(-1)).toBe('booting → online');
    expect(told(world)).toEqual(['awake for 2 h']);
  });
});

it('a silent host costs money in nobody’s silence', async () => {
  const world = await wokenWorld(TWO_HOURS);
  world.host.hung = true;
  await world.pass(2 * 3600 + 60);
  expect(world.alarms).toHaveLength(1);
  expect(world.alarms[0]?.text).toContain('its use is unknown');
});
