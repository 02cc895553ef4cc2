import { beforeEach, describe, expect, it } from '@jest/globals';
import { endHold, holdOn } from '../../../power/commands/hold.ts';
import type { Caller } from '../../../power/items.ts';
import { ago, intent, NOON, wish } from '../samples.ts';
import { Table } from './table.ts';

let table: Table;
beforeEach(() => {
  table = new Table();
});

const hold = (by: Caller, until = ago(-300)) => table.run((items) => holdOn(items, { by, until }, NOON));
const end = (by: Caller) => table.run((items) => endHold(items, { by }, NOON));

describe('a hold-on', () => {
  it('lasts until its instant, replaces an earlier one, and withdraws an announced stop', async () => {
    await table.has('intent', intent());
    for (const until of [ago(-3600), ago(-300)]) await hold('service', until);
    expect(table.items.get('wish')).toEqual({ hold: 'on', holdUntil: ago(-300), by: 'service', at: ago(0) });
    expect(table.items.get('intent')).toBeUndefined();
  });

  it('leaves a stop that is committed', async () => {
    await table.has('intent', intent({ committed: ago(1) }));
    await hold('person');
    expect(table.items.get('intent')?.committed).toBe(ago(1));
  });

  it('of a person lifts a hold-off; a service’s does not lift a person’s', async () => {
    await table.has('wish', wish({ hold: 'off' }));
    await expect(hold('service')).rejects.toMatchObject({ code: 'held-off' });
    await hold('person');
    expect(table.items.get('wish')?.hold).toBe('on');
  });

  it('of a service does not replace a person’s', async () => {
    await table.has('wish', wish());
    await expect(hold('service')).rejects.toMatchObject({ code: 'held-on' });
    expect(table.items.get('wish')).toEqual(wish());
  });
});

describe('the end of a hold', () => {
  it.each(['on', 'off'] as const)('lifts a hold-%s', async (kind) => {
    await table.has('wish', wish({ hold: kind }));
    await end('person');
    expect(table.items.get('wish')).toBeUndefined();
  });

  it.each(['on', 'off'] as const)('by a service is refused if a person holds it %s', async (kind) => {
    await table.has('wish', wish({ hold: kind }));
    await expect(end('service')).rejects.toMatchObject({ code: `held-${kind}` });
  });

  it('is nothing if there is none', async () => {
    expect(await end('service')).toBe(false);
  });
});
