import { beforeEach, describe, expect, it } from '@jest/globals';
import { endLease, type LeaseRequest, lease } from '../../../power/commands/lease.ts';
import { ago, intent, lease as leaseItem, NOON, wish } from '../samples.ts';
import { Table } from './table.ts';

let table: Table;
beforeEach(() => {
  table = new Table();
});

function take(over: Partial<LeaseRequest> = {}, now = NOON): Promise<boolean> {
  const request: LeaseRequest = { id: 'import', until: ago(-300), reason: 'import', by: 'service', ...over };
  return table.run((items) => lease(items, request, now));
}

const DAY = 86_400;

describe('a lease', () => {
  it('keeps awake until its instant, and may be swept a day later', async () => {
    await take();
    expect(table.items.get('lease#import')).toEqual({
      until: ago(-300),
      reason: 'import',
      by: 'service',
      at: ago(0),
      expiresAt: Date.parse(ago(-300 - DAY)) / 1000,
    });
  });

  it('taken again for longer is extended, for the new reason', async () => {
    await take();
    await take({ until: ago(-301), reason: 'more', by: 'person' }, new Date(ago(-10)));
    expect(table.items.get('lease#import')).toEqual({
      until: ago(-301),
      reason: 'more',
      by: 'person',
      at: ago(-10),
      expiresAt: Date.parse(ago(-301 - DAY)) / 1000,
    });
  });

  it.each([300, 200])(
    'taken again for as long or less stays as it is, asked for anew: %d s',
    async (left) => {
      await take();
      const before = table.items.get('lease#import');
      await take({ until: ago(-left), reason: 'other', by: 'person' }, new Date(ago(-10)));
      expect(table.items.get('lease#import')).toEqual({ ...before, at: ago(-10) });
    },
  );

  it('stands beside others under other ids', async () => {
    await take();
    await take({ id: 'report' });
    expect(table.items.leaseKeys()).toEqual(['lease#import', 'lease#report']);
  });

  it('lifts a hold-off if its author may, and is refused otherwise', async () => {
    await table.has('wish', wish({ hold: 'off', by: 'service' }));
    await expect(take({ by: 'visitor' })).rejects.toMatchObject({ code: 'held-off' });
    expect(table.items.leases()).toEqual([]);
    await take();
    expect(table.items.get('wish')).toBeUndefined();
  });

  it('leaves a hold-on, and a hold-off that has lapsed', async () => {
    for (const standing of [wish(), wish({ hold: 'off', holdUntil: ago(0) })]) {
      await table.has('wish', standing);
      await take();
      expect(table.items.get('wish')).toEqual(standing);
    }
  });

  it('conflicts with a sleep that was asked for at the same moment', async () => {
    const before = table.items;
    await table.has('wish', wish({ hold: 'off' }));
    const request = { id: 'import', until: ago(-300), reason: '', by: 'service' } as const;
    expect(await table.commit(lease(before, request, NOON))).toBe('conflict');
  });

  it('withdraws a stop that is announced, and leaves one that is committed', async () => {
    await table.has('intent', intent());
    await take();
    expect(table.items.get('intent')).toBeUndefined();
    await table.has('intent', intent({ committed: ago(1) }));
    await take();
    expect(table.items.get('intent')).toBeDefined();
  });
});

describe('a lease given back', () => {
  it('is gone, and it alone', async () => {
    await table.has('lease#import', leaseItem());
    await table.has('lease#wake', leaseItem());
    expect(await table.run((items) => endLease(items, 'import'))).toBe(true);
    expect(table.items.leaseKeys()).toEqual(['lease#wake']);
  });

  it('twice is no harm', async () => {
    expect(await table.run((items) => endLease(items, 'import'))).toBe(false);
  });
});
