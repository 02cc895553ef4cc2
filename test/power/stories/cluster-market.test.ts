/** A broker without spot capacity runs on demand, and goes back when the market allows. */
import { describe, expect, it } from '@jest/globals';
import { askToLeave } from '../../../power/commands/ask-to-leave.ts';
import { type ClusterWorld, wokenCluster } from '../cluster-world.ts';

const HOUR = 3600;

/** A cluster in use that has no spot capacity for broker 2 any more, from the moment at which AWS takes it back. */
async function interruptedFor(policy = {}): Promise<ClusterWorld> {
  const world = await wokenCluster(policy);
  world.step = 5;
  world.used = true;
  world.target.group(2).soldOut.add('spot');
  world.target.interrupt(2);
  return world;
}

const marketOf = (world: ClusterWorld, node: number) =>
  world.target.group(node).members.map((each) => each.market);

describe('a broker without spot capacity', () => {
  it('gets an on-demand instance with the next tick, and people are told', async () => {
    const world = await interruptedFor();
    await world.pass(180);
    expect(world.target.calls.slice(1)).toEqual(['cluster-2 to on-demand']);
    expect(marketOf(world, 2)).toEqual(['on-demand']);
    expect(world.serving).toBe(3);
    await world.pass(120);
    expect(world.alarms.map(({ code }) => code)).toEqual(['on-demand']);
    expect(world.alarms[0]?.text).toMatch(/^on demand for want of spot capacity: broker 2 \(i-2-2\) since/);
  });

  it('gets one after a while, too, if its group says nothing', async () => {
    const world = await wokenCluster({ spotPatience: 600 });
    world.used = true;
    const group = world.target.group(2);
    group.soldOut.add('spot');
    const describe = group.describe.bind(group);
    group.describe = () => ({ ...describe(), failure: undefined });
    world.target.interrupt(2);
    await world.pass(600);
    expect(world.target.calls).toHaveLength(1);
    await world.pass(120);
    expect(world.target.calls.slice(1)).toEqual(['cluster-2 to on-demand']);
  });

  it('stays on demand for an hour, and then until there is spot capacity, without being down for it', async () => {
    const world = await interruptedFor();
    await world.pass(HOUR);
    expect(world.target.calls.slice(1)).toEqual(['cluster-2 to on-demand']);
    await world.pass(HOUR);
    expect(world.target.calls.slice(2)).toEqual(['cluster-2 to spot']);
    expect(marketOf(world, 2)).toEqual(['on-demand']);
    expect(world.serving).toBe(3);
    world.target.group(2).soldOut.clear();
    await world.pass(300);
    expect(marketOf(world, 2)).toEqual(['spot']);
    expect(world.serving).toBe(3);
    expect(world.target.calls).toHaveLength(3);
  });

  it('waits for the others before it goes back: one at a time, and only while nothing is out of sync', async () => {
    const world = await wokenCluster({ onDemandCount: 0 });
    world.step = 5;
    world.used = true;
    for (const { node, soldOut } of world.target.groups) {
      soldOut.add('spot');
      if (node > 1) world.target.interrupt(node);
    }
    await world.pass(HOUR + 600);
    // Both are due; the one that was launched first is on its way.
    expect(world.target.groups.map((group) => group.market)).toEqual(['spot', 'spot', 'on-demand']);
    // Broker 1 lacks: nobody goes anywhere until it is back.
    world.target.interrupt(1);
    await world.pass(60);
    expect(world.target.group(2).market).toBe('on-demand');
    for (const { soldOut } of world.target.groups) soldOut.clear();
    await world.pass(3 * HOUR);
    expect(world.target.members.map(({ market }) => market)).toEqual(['spot', 'spot', 'spot']);
    expect(world.serving).toBe(3);
  });

  it('is looked for on spot again if there is nothing on demand either', async () => {
    const world = await interruptedFor();
    world.target.group(2).soldOut.add('on-demand');
    await world.pass(HOUR);
    const [first, second, third] = world.target.calls.slice(1);
    expect([first, second, third]).toEqual([
      'cluster-2 to on-demand',
      'cluster-2 to spot',
      'cluster-2 to on-demand',
    ]);
    expect((await world.status()).state).toBe('online');
  });

  it('begins anew with spot when the cluster wakes the next time', async () => {
    const world = await interruptedFor();
    await world.pass(300);
    await world.command('person', 'POST', '/sleep');
    await world.until('asleep');
    await world.pass(60);
    expect(world.target.group(2).market).toBe('spot');
  });
});

describe('the hours of a month on demand', () => {
  it('are counted, and used up at last: the broker leaves at once and is not replaced on demand', async () => {
    const world = await interruptedFor({ maxOnDemandHours: 1, backToSpotAfter: 10 * HOUR });
    await world.pass(HOUR + 600);
    expect((await world.store.read('cluster')).get('leave')).toMatchObject({
      instance: 'i-2-2',
      node: 2,
      reason: { code: 'back-to-spot' },
    });
    await world.pass(HOUR);
    expect(marketOf(world, 2)).toEqual([]);
    expect(world.alarms.map(({ code }) => code)).toContain('on-demand-cap');
    expect((await world.store.read('cluster')).get('market')?.spent).toBeGreaterThanOrEqual(HOUR);
    world.target.group(2).soldOut.clear();
    await world.pass(300);
    expect(marketOf(world, 2)).toEqual(['spot']);
    expect((await world.store.read('cluster')).get('leave')).toBeUndefined();
    expect(world.serving).toBe(3);
  });

  it('begin anew with each month', async () => {
    const world = await interruptedFor({ maxOnDemandHours: 1, backToSpotAfter: 10 * HOUR });
    await world.pass(2 * HOUR);
    expect(marketOf(world, 2)).toEqual([]);
    world.clock.pass(10 * 24 * HOUR);
    await world.pass(300);
    expect(marketOf(world, 2)).toEqual(['on-demand']);
  });
});

describe('a broker that is asked to leave', () => {
  it('is forgotten about once its replacement is ready', async () => {
    const world = await wokenCluster();
    world.used = true;
    const items = await world.store.read('cluster');
    const reason = { code: 'roll', text: 'new programs' } as const;
    await world.store.commit(
      'cluster',
      askToLeave(items, { instance: 'i-3-1', node: 3, reason }, world.clock.now()),
    );
    await world.pass(40);
    expect((await world.store.read('cluster')).get('leave')).toBeDefined();
    await world.pass(160);
    expect((await world.store.read('cluster')).get('leave')).toBeUndefined();
    expect(world.target.group(3).members.map(({ id }) => id)).toEqual(['i-3-2']);
  });
});

it('reports of instances that are gone are forgotten after an hour', async () => {
  const world = await wokenCluster();
  world.used = true;
  world.target.interrupt(2);
  await world.pass(1800);
  expect((await world.store.read('cluster')).reporters()).toContain('i-2-1');
  await world.pass(2400);
  expect((await world.store.read('cluster')).reporters().sort()).toEqual(['i-1-1', 'i-2-2', 'i-3-1']);
});
