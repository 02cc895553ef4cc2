import { describe, expect, it } from '@jest/globals';
import type { Notice } from '../../power/notice.ts';
import { policyOf } from '../../power/parse-policy.ts';
import { reconcile } from '../../power/reconcile.ts';
import type { Change } from '../../power/store/changes.ts';
import { sleepingWorld, type World, wokenWorld } from './world.ts';

const POLICY = policyOf({ bootDeadline: 60, minAwake: 0, maxAwake: 60 });

const step = (world: World) => reconcile(world.power, 'kafka', world.target, POLICY);

/** Does something once, just before the first commit that concerns such an item. */
function beforeCommitOf(world: World, item: string, rival: () => Promise<unknown>): void {
  const commit = world.store.commit.bind(world.store);
  let done = false;
  world.store.commit = async (target, changes: readonly Change[]) => {
    if (!done && changes.some(({ do: what, key }) => what !== 'check' && key.startsWith(item))) {
      done = true;
      await rival();
    }
    return commit(target, changes);
  };
}

describe('one step', () => {
  it('gives the situation after it, with what is wanted and what needs a look', async () => {
    const world = await wokenWorld();
    await world.pass(60);
    expect(await step(world)).toMatchObject({
      state: 'online',
      reason: { code: 'leased' },
      wanted: { awake: true },
      alarms: [{ code: 'max-awake' }],
      since: '2026-11-21T03:00:36.000Z',
    });
  });

  it('starts, records and tells of it, all in one', async () => {
    const world = await sleepingWorld();
    await world.store.commit('kafka', [(await world.store.read('kafka')).put('lease#a', lease(world))]);
    expect(await step(world)).toMatchObject({ state: 'booting', since: world.clock.at() });
    expect(world.told.at(-1)).toBe('asleep → booting');
    expect((await world.store.history('kafka', 1))[0]).toMatchObject({ to: 'booting', at: world.clock.at() });
  });

  it('is told by whoever recorded it, and by nobody else', async () => {
    const world = await sleepingWorld();
    await world.target.start('i-1');
    beforeCommitOf(world, 'transition#', () => step(world));
    await step(world);
    expect(world.told).toEqual(['unknown → asleep', 'asleep → booting']);
  });

  it('starts anew on what others have changed meanwhile', async () => {
    const world = await wokenWorld();
    await world.command('person', 'POST', '/sleep');
    await world.store.commit('kafka', [(await world.store.read('kafka')).remove('intent')]);
    // The sleep is lifted after the step has decided to announce the stop.
    beforeCommitOf(world, 'intent', async () => {
      const items = await world.store.read('kafka');
      await world.store.commit('kafka', [items.remove('wish'), items.put('lease#a', lease(world))]);
    });
    expect(await step(world)).toMatchObject({ wanted: { awake: true, reason: { code: 'leased' } } });
    expect((await world.store.read('kafka')).get('intent')).toBeUndefined();
  });

  it('counts a start once that two were refused at the same moment', async () => {
    const world = await sleepingWorld();
    world.target.soldOut.add('t3.medium');
    await world.store.commit('kafka', [(await world.store.read('kafka')).put('lease#a', lease(world))]);
    beforeCommitOf(world, 'start', () => step(world));
    await step(world);
    expect((await world.store.read('kafka')).get('start')?.refusals).toBe(1);
  });

  it('writes nothing while there is nothing to do but wait, refused starts or not', async () => {
    const world = await sleepingWorld();
    world.target.soldOut.add('t3.medium');
    await step(world);
    await world.store.commit('kafka', [(await world.store.read('kafka')).put('lease#a', lease(world))]);
    const commits: unknown[] = [];
    const commit = world.store.commit.bind(world.store);
    world.store.commit = (target, changes) => {
      commits.push(changes);
      return commit(target, changes);
    };
    await step(world);
    expect(commits).toHaveLength(2);
    await step(world);
    expect(commits).toHaveLength(2);
  });

  it('does nothing with what a newer version wrote', async () => {
    const world = await sleepingWorld();
    world.store.load('kafka', { key: 'lease#a', value: lease(world), rev: '1', v: 2 });
    await expect(step(world)).rejects.toMatchObject({ code: 'newer-version' });
    expect(world.target.calls).toEqual([]);
  });
});

describe('an alarm', () => {
  it('is told with the time, and then kept as told', async () => {
    const world = await wokenWorld();
    await world.pass(60);
    const notices: Notice[] = [];
    const power = {
      ...world.power,
      notify: async (target: string, notice: Notice) => {
        expect(target).toBe('kafka');
        expect((await world.store.read('kafka')).alarmsTold()).toEqual({});
        notices.push(notice);
      },
    };
    await reconcile(power, 'kafka', world.target, POLICY);
    expect(notices).toEqual([
      { alarm: expect.objectContaining({ code: 'max-awake' }), at: world.clock.at() },
    ]);
    expect((await world.store.read('kafka')).alarmsTold()).toMatchObject({
      'max-awake': { at: world.clock.at() },
    });
    await reconcile(power, 'kafka', world.target, POLICY);
    expect(notices).toHaveLength(1);
  });

  it('that could not be told fails the step, and the next one tells it', async () => {
    const world = await wokenWorld();
    await world.pass(60);
    const power = { ...world.power, notify: () => Promise.reject(new Error('no topic')) };
    await expect(reconcile(power, 'kafka', world.target, POLICY)).rejects.toThrow('no topic');
    await step(world);
    expect(world.alarms).toHaveLength(1);
  });
});

function lease(world: World) {
  return {
    until: world.clock.at(600),
    reason: '',
    by: 'person',
    at: world.clock.at(),
    expiresAt: 0,
  } as const;
}
