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
    await table.has('wish', wish());
    await table.has('lease#wake', lease());
    await table.has('lease#import', lease());
    await sleepBy('service');
    expect(table.items.get('wish')).toEqual({ hold: 'off', by: 'service', at: ago(0) });
    expect(table.items.get('lease#wake')).toBeUndefined();
    expect(table.items.get('lease#import')).toBeDefined();
  });

  it('asked for again changes nothing', async () => {
    await sleepBy('person');
    expect(await sleepBy('person')).toBe(false);
  });

  it('by a person makes a service’s stick as a person’s does, and not the other way round', async () => {
    await sleepBy('service');
    await sleepBy('person');
    expect(table.items.get('wish')?.by).toBe('person');
    expect(await sleepBy('service')).toBe(false);
    expect(table.items.get('wish')?.by).toBe('person');
  });
});
