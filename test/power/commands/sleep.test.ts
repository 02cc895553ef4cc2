import { beforeEach, describe, expect, it } from '@jest/globals';
import { sleep } from '../../../power/commands/sleep.ts';
import type { Caller } from '../../../power/items.ts';
import { ago, lease, NOON, wish } from '../samples.ts';
import { Table } from './table.ts';

let table: Table;
beforeEach(() => {
  table = new Table();
});

const sleepBy = (by: Caller) => table.run((items) => sleep(items, { by }, NOON));

describe('a sleep', () => {
  it('is a hold-off without an end, and ends earlier wakes but no other lease', async () => {
    await table.has('wish', wish({ by: 'service' }));
    await table.has('lease#wake', lease());
    await table.has('lease#import', lease());
    await sleepBy('service');
    expect(table.items.get('wish')).toEqual({ hold: 'off', by: 'service', at: ago(0) });
    expect(table.items.get('lease#wake')).toBeUndefined();
    expect(table.items.get('lease#import')).toBeDefined();
  });

  it.each(['person', 'service'] as const)('by a %s asked for again changes nothing', async (by) => {
    await sleepBy(by);
    expect(await sleepBy(by)).toBe(false);
  });

  it('that finds a hold-off rests on that: lifted meanwhile, it is put down anew', async () => {
    await table.has('wish', wish({ hold: 'off' }));
    await table.has('lease#wake', lease());
    const seen = table.items;
    await table.run((items) => [items.remove('wish')]);
    expect(await table.commit(sleep(seen, { by: 'person' }, NOON))).toBe('conflict');
  });

  it('asked for again ends a wake all the same', async () => {
    await table.has('wish', wish({ hold: 'off' }));
    await table.has('lease#wake', lease());
    await sleepBy('service');
    expect(table.items.get('lease#wake')).toBeUndefined();
  });

  it('by a person makes a service’s stick as a person’s does, and not the other way round', async () => {
    await sleepBy('service');
    await sleepBy('person');
    expect(table.items.get('wish')?.by).toBe('person');
    expect(await sleepBy('service')).toBe(false);
    expect(table.items.get('wish')?.by).toBe('person');
  });

  it('by a service is refused while a person holds it awake', async () => {
    await table.has('wish', wish());
    await table.has('lease#wake', lease());
    await expect(sleepBy('service')).rejects.toMatchObject({ code: 'held-on' });
    expect(table.items.get('lease#wake')).toBeDefined();
    await sleepBy('person');
    expect(table.items.get('wish')?.hold).toBe('off');
  });

  it('takes the place of a hold that has lapsed', async () => {
    await table.has('wish', wish({ holdUntil: ago(0) }));
    await sleepBy('service');
    expect(table.items.get('wish')).toEqual({ hold: 'off', by: 'service', at: ago(0) });
  });
});
