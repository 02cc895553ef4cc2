/** A cluster sleeps and wakes as one unit. */
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { type ClusterWorld, sleepingCluster, wokenCluster } from '../cluster-world.ts';

const desired = (world: ClusterWorld) => world.target.groups.map((group) => group.desired);

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a cluster', () => {
  it('wakes as one, and is online once records are kept by two brokers', async () => {
    const world = await sleepingCluster();
    expect(await world.command('person', 'POST', '/wake')).toBe('booting');
    expect(desired(world)).toEqual([1, 1, 1]);
    const online = await world.until('online');
    expect(world.told).toEqual(['unknown → asleep', 'asleep → booting', 'booting → online']);
    expect(online.timings?.total).toBeGreaterThan(0);
    expect(world.target.calls).toEqual(['desired 1']);
  });

  it('sleeps as one when nobody uses it: all are told one instant, and end once all are done', async () => {
    const world = await wokenCluster({ minAwake: 0 });
    const stopping = await world.until('stopping');
    expect(stopping.reason.code).toBe('idle');
    expect((await world.store.read('cluster')).get('intent')).toMatchObject({ instance: 'cluster' });
    expect(world.serving).toBe(3);
    await world.until('asleep');
    expect(desired(world)).toEqual([0, 0, 0]);
    expect(world.target.members).toEqual([]);
    expect(world.target.calls).toEqual(['desired 1', 'desired 0']);
  });

  it('stays awake while it is used, and by windows, holds and leases, as any target', async () => {
    const world = await wokenCluster({ minAwake: 0 });
    world.used = true;
    await world.pass(1200);
    expect(world.told.at(-1)).toBe('booting → online');
    world.used = false;
    await world.command('person', 'POST', '/hold', { on: true, minutes: 30 });
    await world.pass(1500);
    expect((await world.status()).state).toBe('online');
    expect(await world.command('person', 'POST', '/sleep')).toBe('stopping');
    await world.until('asleep');
    await world.command('person', 'POST', '/lease', { id: 'import', minutes: 20 });
    await world.pass(900);
    expect((await world.status()).state).toBe('online');
  });

  it('that was half started is started wholly by the next tick', async () => {
    const world = await sleepingCluster();
    const log = jest.spyOn(console, 'error').mockReturnValue();
    world.target.failing.add(2);
    await expect(world.command('person', 'POST', '/wake')).rejects.toThrow('502');
    expect(log).toHaveBeenCalledWith(expect.objectContaining({ name: 'ResourceContentionFault' }));
    expect(desired(world)).toEqual([1, 0, 1]);
    await expect(world.pass(60)).rejects.toThrow('The tick failed');
    expect(desired(world)).toEqual([1, 0, 1]);
    world.target.failing.clear();
    await world.pass(60);
    expect(desired(world)).toEqual([1, 1, 1]);
    await world.until('online');
  });

  it('that was half stopped is stopped wholly, if it still may', async () => {
    const world = await wokenCluster({ minAwake: 0 });
    await world.command('person', 'POST', '/sleep');
    world.target.failing.add(3);
    await expect(world.pass(120)).rejects.toThrow('The tick failed');
    expect(desired(world)).toEqual([0, 0, 1]);
    world.target.failing.clear();
    await world.until('asleep');
    expect(desired(world)).toEqual([0, 0, 0]);
  });

  it('that was half stopped and is wanted again is started wholly', async () => {
    const world = await wokenCluster({ minAwake: 0 });
    await world.command('person', 'POST', '/sleep');
    world.target.failing.add(3);
    await expect(world.pass(120)).rejects.toThrow('The tick failed');
    world.target.failing.clear();
    await world.command('person', 'POST', '/wake');
    await world.pass(300);
    expect(desired(world)).toEqual([1, 1, 1]);
    expect((await world.status()).state).toBe('online');
    expect(world.serving).toBe(3);
  });

  it('without any capacity is blocked as that, and can be sent to sleep all the same', async () => {
    const world = await sleepingCluster({ onDemandCount: 0 });
    for (const { soldOut } of world.target.groups) soldOut.add('spot').add('on-demand');
    await world.command('person', 'POST', '/wake');
    const blocked = await world.until('blocked');
    expect(blocked.reason).toMatchObject({
      code: 'no-capacity',
      text: expect.stringMatching(/no instance for 1\d min .*broker 1: Could not launch/),
    });
    expect(await world.command('person', 'POST', '/sleep')).toBe('stopping');
    await world.until('asleep');
    expect(desired(world)).toEqual([0, 0, 0]);
  });
});

describe('a broker that is interrupted', () => {
  it('comes back on another instance while the cluster stays online', async () => {
    const world = await wokenCluster();
    world.used = true;
    world.target.interrupt(2);
    await world.pass(300);
    expect(world.told.at(-1)).toBe('booting → online');
    expect(world.target.group(2).members.map(({ id }) => id)).toEqual(['i-2-2']);
    expect(world.serving).toBe(3);
  });

  it('keeps the cluster awake until it is known whether it is used', async () => {
    const world = await wokenCluster({ idleAfter: 120, minAwake: 0 });
    world.target.interrupt(2);
    await world.pass(5);
    world.host(2).slowBy = 1200;
    await world.pass(1000);
    expect(await world.status('person')).toMatchObject({
      state: 'online',
      reasonCode: 'unknown-use',
      reason: expect.stringContaining('broker 2 (i-2-2) is not ready'),
    });
    await world.until('asleep');
  });

  it('together with another one leaves the cluster neither ready nor asleep', async () => {
    const world = await wokenCluster({ idleAfter: 120, minAwake: 0 });
    world.target.interrupt(2);
    world.target.interrupt(3);
    await world.pass(25);
    expect((await world.status()).state).toBe('booting');
    await world.until('online');
  });

  it('that does not come back is told of, again each hour', async () => {
    const world = await wokenCluster();
    world.used = true;
    world.step = 5;
    for (const { soldOut } of world.target.groups) soldOut.add('spot').add('on-demand');
    world.target.interrupt(2);
    await world.pass(2 * 3600);
    expect((await world.status()).state).toBe('online');
    const down = world.alarms.filter(({ code }) => code === 'broker-down');
    expect(down).toHaveLength(2);
    expect(down[0]?.text).toMatch(/^broker 2 has had no instance since .* \(Could not launch/);
  });
});

it('a person is told of each broker, a visitor of none', async () => {
  const world = await wokenCluster();
  expect((await world.status()).members).toBeUndefined();
  expect((await world.status('person')).members).toMatchObject([
    { node: 1, id: 'i-1-1', market: 'on-demand', state: 'running', ready: true, zone: 'z1' },
    { node: 2, id: 'i-2-1', market: 'spot', ready: true },
    { node: 3, id: 'i-3-1', market: 'spot', ready: true },
  ]);
});

it('nine brokers are one target, too', async () => {
  const world = await wokenCluster({ minAwake: 0 }, 9);
  expect(world.serving).toBe(9);
  await world.until('asleep');
  expect(desired(world)).toEqual(Array(9).fill(0));
});
