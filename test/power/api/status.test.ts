import { describe, expect, it } from '@jest/globals';
import { history, status } from '../../../power/api/status.ts';
import { policyOf } from '../../../power/parse-policy.ts';
import { sleepingWorld, type World, wokenWorld } from '../world.ts';

const look = (world: World, policy = policyOf({})) => status(world.power, { name: 'kafka', policy });

describe('the status', () => {
  it('has the state, since when, why, for people and for programs, and no eta where nothing moves', async () => {
    const world = await sleepingWorld();
    const since = world.clock.at(-1);
    expect(await look(world)).toEqual({
      target: 'kafka',
      state: 'asleep',
      since,
      eta: undefined,
      reason: 'nobody wants it awake',
      reasonCode: 'unwanted',
      nextWindow: undefined,
      timeline: [
        {
          at: since,
          left: undefined,
          from: 'unknown',
          to: 'asleep',
          reason: 'nobody wants it awake',
          reasonCode: 'unwanted',
          timings: undefined,
        },
      ],
    });
  });

  it('says when the calendar wakes it next', async () => {
    const windows = [{ days: ['mon'], from: '08:00', to: '18:00', timeZone: 'UTC' }] as const;
    expect((await look(await sleepingWorld(), policyOf({ windows }))).nextWindow).toBe(
      '2026-11-23T08:00:00.000Z',
    );
  });

  it('has what needs a look', async () => {
    const world = await wokenWorld();
    const { alarms } = await look(world, policyOf({ bootDeadline: 1, minAwake: 0, maxAwake: 60 }));
    expect(alarms).toBeUndefined();
    await world.pass(60);
    const old = await look(world, policyOf({ bootDeadline: 1, minAwake: 0, maxAwake: 60 }));
    expect(old.alarms).toMatchObject([{ code: 'max-awake' }]);
  });

  it('has the last 20 transitions, newest first, by which it estimates', async () => {
    const world = await sleepingWorld();
    for (let wakes = 0; wakes < 6; wakes++) {
      await world.command('person', 'POST', '/wake');
      await world.until('online');
      await world.command('person', 'POST', '/sleep');
      await world.until('asleep');
      await world.pass(1);
    }
    const { timeline } = await look(world);
    expect(timeline).toHaveLength(20);
    expect(timeline[0]?.to).toBe('asleep');
    await world.command('person', 'POST', '/wake');
    expect((await look(world)).eta).toBe(world.clock.at(35));
  });

  it('changes nothing: a host that is due to start is not started by a look', async () => {
    const world = await sleepingWorld();
    await world.store.commit('kafka', [(await world.store.read('kafka')).put('wish', held(world))]);
    expect(await look(world)).toMatchObject({ state: 'asleep', reasonCode: 'held-on' });
    expect(world.target.calls).toEqual([]);
  });
});

it('the history has every field of a transition but its reason apart', async () => {
  const world = await wokenWorld();
  const [online] = await world.store.history('kafka', 1);
  const { timeline } = await history(world.power, { name: 'kafka', policy: policyOf({}) }, 1);
  expect(timeline).toEqual([
    {
      at: online?.at,
      left: undefined,
      from: 'booting',
      to: 'online',
      reason: online?.reason.text,
      reasonCode: 'ready',
      timings: online?.timings,
    },
  ]);
});

function held(world: World) {
  return { hold: 'on', by: 'person', at: world.clock.at() } as const;
}
