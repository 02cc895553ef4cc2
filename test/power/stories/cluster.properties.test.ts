/** Whatever happens to a cluster: it keeps its promises meanwhile, and in the end it is as people want it. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { chances, happen, heal, watchedCluster } from './cluster-chances.ts';

const RUNS = 10;

beforeEach(() => {
  // The wake function logs each failure of AWS, and here many are meant to be.
  jest.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('what watches over a cluster notices', () => {
  it('a broker that is let go while another one is down', async () => {
    const world = await watchedCluster();
    await world.command('person', 'POST', '/wake');
    world.target.group(2).soldOut.add('spot');
    await world.pass(300);
    world.target.interrupt(3);
    const group = world.target.group(2).describe();
    expect(group.market).toBe('on-demand');
    await expect(world.target.move(group, 'spot')).rejects.toThrow('was let go while another one');
  });

  it('a stop that nobody announced', async () => {
    const world = await watchedCluster();
    await world.command('person', 'POST', '/wake');
    await expect(world.target.stop()).rejects.toThrow('before the announced instant');
  });
});

it('a cluster to which anything happens wakes, is whole, and sleeps', async () => {
  await fc.assert(
    fc.asyncProperty(chances, async (all) => {
      const world = await watchedCluster();
      for (const what of all) await happen(world, what);
      heal(world);
      await world.command('person', 'POST', '/hold', { on: true, minutes: 600 });
      await world.pass(3600);
      expect((await world.status()).state).toBe('online');
      expect(world.serving).toBe(3);
      // With spot capacity again they are all where the deploy wants them.
      expect(world.target.members.map(({ market }) => market)).toEqual(['on-demand', 'spot', 'spot']);
      world.used = false;
      await world.command('person', 'POST', '/sleep');
      await world.pass(600);
      expect((await world.status()).state).toBe('asleep');
      expect(world.target.members).toEqual([]);
      expect(world.target.groups.map(({ market }) => market)).toEqual(['on-demand', 'spot', 'spot']);
      expect((await world.store.read('cluster')).get('leave')).toBeUndefined();
    }),
    { numRuns: RUNS },
  );
}, 300_000);
