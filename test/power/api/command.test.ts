import { describe, expect, it } from '@jest/globals';
import { command } from '../../../power/api/command.ts';
import { policyOf } from '../../../power/parse-policy.ts';
import { ago, wish } from '../samples.ts';
import { sleepingWorld } from '../world.ts';

const request = { method: 'POST', path: '/x', by: 'person', body: '{"minutes":5}' } as const;

describe('a command', () => {
  it('is read with all that it may need, and carried out at once', async () => {
    const world = await sleepingWorld({ idleAfter: 60 });
    const told: unknown[] = [];
    const hold = command(['minutes'], (asked) => {
      told.push(asked);
      return (items, now) => {
        told.push(now);
        return [items.put('wish', wish())];
      };
    });
    expect(await hold(request, world.power)).toMatchObject({
      target: 'kafka',
      state: 'booting',
      reasonCode: 'held-on',
      eta: world.clock.at(90),
    });
    expect(told).toEqual([
      { fields: { minutes: 5 }, request, policy: policyOf({ idleAfter: 60 }), power: world.power },
      world.clock.now(),
    ]);
    expect(world.target.calls).toEqual(['start i-1']);
  });

  it('knows its fields', async () => {
    const world = await sleepingWorld();
    const nothing = command([], () => () => []);
    await expect(nothing(request, world.power)).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('is refused on what a newer version wrote, and changes nothing', async () => {
    const world = await sleepingWorld();
    world.store.load('kafka', { key: 'lease#wake', value: { ...lease, until: ago(-60) }, rev: '1', v: 2 });
    const hold = command(['minutes'], () => (items) => [items.put('wish', wish())]);
    await expect(hold(request, world.power)).rejects.toMatchObject({
      code: 'newer-version',
      message: expect.stringContaining('wrote lease#wake of kafka'),
    });
    expect((await world.store.read('kafka')).get('wish')).toBeUndefined();
    expect(world.target.calls).toEqual([]);
  });
});

const lease = { reason: '', by: 'person', at: ago(60), expiresAt: 0 } as const;
