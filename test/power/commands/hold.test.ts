import { beforeEach, describe, expect, it } from '@jest/globals';
import { endHold, holdOn } from '../../../power/commands/hold.ts';
import { ago, intent, NOON, wish } from '../samples.ts';
import { Table } from './table.ts';

let table: Table;
beforeEach(() => {
  table = new Table();
});

describe('a hold-on', () => {
  it('lasts for its minutes, replaces an earlier one, and withdraws an announced stop', async () => {
    await table.has('intent', intent());
    for (const minutes of [60, 5])
      await table.run((items) => holdOn(items, { by: 'service', minutes }, NOON));
    expect(table.items.get('wish')).toEqual({ hold: 'on', holdUntil: ago(-300), by: 'service', at: ago(0) });
    expect(table.items.get('intent')).toBeUndefined();
  });

  it('of a person lifts a hold-off; a service’s does not lift a person’s', async () => {
    await table.has('wish', wish({ hold: 'off' }));
    const hold = (by: 'person' | 'service') => table.run((items) => holdOn(items, { by, minutes: 5 }, NOON));
    await expect(hold('service')).rejects.toMatchObject({ code: 'held-off' });
    await hold('person');
    expect(table.items.get('wish')?.hold).toBe('on');
  });
});

describe('the end of a hold', () => {
  const end = (by: 'person' | 'service') => table.run((items) => endHold(items, { by }, NOON));

  it.each(['on', 'off'] as const)('lifts a hold-%s', async (hold) => {
    await table.has('wish', wish({ hold }));
    await end('person');
    expect(table.items.get('wish')).toBeUndefined();
  });

  it('by a service is refused if a person put it to sleep', async () => {
    await table.has('wish', wish({ hold: 'off' }));
    await expect(end('service')).rejects.toMatchObject({ code: 'held-off' });
  });

  it('is nothing if there is none', async () => {
    expect(await end('service')).toBe(false);
  });
});
