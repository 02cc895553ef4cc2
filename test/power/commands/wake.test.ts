import { beforeEach, describe, expect, it } from '@jest/globals';
import { sleep } from '../../../power/commands/sleep.ts';
import { type WakeRequest, wake } from '../../../power/commands/wake.ts';
import { ago, intent, lease, NOON, POLICY, wish } from '../samples.ts';
import { Table } from './table.ts';

let table: Table;
beforeEach(() => {
  table = new Table();
});

function wakeBy(by: WakeRequest['by'], over: Partial<WakeRequest> = {}, now = NOON): Promise<boolean> {
  return table.run((items) => wake(items, { by, reason: 'demo', dailyCap: 2, ...over }, POLICY, now));
}

const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

describe('a wake', () => {
  it('is a lease for the boot deadline and the minimum awake', async () => {
    await wakeBy('service');
    const taken = {
      until: ago(-600),
      reason: 'demo',
      by: 'service',
      at: ago(0),
      expiresAt: Date.parse(ago(-87_000)) / 1000,
    };
    expect(table.items.get('lease#wake')).toEqual(taken);
  });

  it('covers the minutes asked for if they are more than the minimum', async () => {
    await wakeBy('person', { minutes: 2 });
    expect(table.items.get('lease#wake')?.until).toBe(ago(-600));
    await wakeBy('person', { minutes: 30 });
    expect(table.items.get('lease#wake')?.until).toBe(ago(-300 - 1800));
  });

  it('is asked for anew each time, which counts against a stop by others', async () => {
    await wakeBy('person', { minutes: 60 });
    await wakeBy('person', {}, later(1));
    expect(table.items.get('lease#wake')?.at).toBe(ago(-60));
  });

  it('by a service covers a boot from now on, although an earlier one covers the time asked for', async () => {
    await wakeBy('service');
    await wakeBy('service', {}, later(2));
    expect(table.items.get('lease#wake')?.until).toBe(later(2 + 5 + 5).toISOString());
  });

  it('never shortens an earlier one', async () => {
    await wakeBy('person', { minutes: 60, reason: 'the long one' });
    await wakeBy('service', { reason: 'a short one' }, later(1));
    expect(table.items.get('lease#wake')).toMatchObject({ until: ago(-3900), reason: 'the long one' });
  });

  it('withdraws a stop that is announced', async () => {
    await table.has('intent', intent());
    await wakeBy('service');
    expect(table.items.get('intent')).toBeUndefined();
  });

  it('leaves a stop that is committed', async () => {
    await table.has('intent', intent({ committed: ago(1) }));
    await wakeBy('service');
    expect(table.items.get('intent')?.committed).toBe(ago(1));
    expect(table.items.get('lease#wake')?.until).toBe(ago(-600));
  });

  it('conflicts with a sleep that was asked for at the same moment, instead of passing it by', async () => {
    const before = table.items;
    await table.run((items) => sleep(items, { by: 'person' }, NOON));
    const request = { by: 'service', reason: '', dailyCap: 2 } as const;
    expect(await table.commit(wake(before, request, POLICY, NOON))).toBe('conflict');
  });

  it('does not touch a hold-on', async () => {
    await table.has('wish', wish());
    await wakeBy('visitor');
    expect(table.items.get('wish')).toEqual(wish());
  });
});

describe('a wake against a hold-off', () => {
  it.each([
    ['person', 'person'],
    ['person', 'service'],
    ['service', 'service'],
  ] as const)('by a %s lifts that of a %s', async (by, author) => {
    await table.has('wish', wish({ hold: 'off', by: author }));
    await wakeBy(by);
    expect(table.items.get('wish')).toBeUndefined();
    expect(table.items.get('lease#wake')).toBeDefined();
  });

  it.each([
    ['service', 'person'],
    ['visitor', 'person'],
    ['visitor', 'service'],
  ] as const)('by a %s is refused if a %s put it to sleep', async (by, author) => {
    await table.has('wish', wish({ hold: 'off', by: author }));
    await expect(wakeBy(by)).rejects.toMatchObject({
      code: 'held-off',
      message: `A ${author} put it to sleep at 11:50 UTC, and a ${by} cannot lift that; ask a ${author} to wake it.`,
    });
    expect(table.items.get('lease#wake')).toBeUndefined();
  });

  it('is not refused any more once that has lapsed', async () => {
    await table.has('wish', wish({ hold: 'off', holdUntil: ago(1) }));
    expect(await wakeBy('visitor')).toBe(true);
  });
});

describe('the daily cap', () => {
  it('counts a visitor’s wakes and refuses the one too many, until tomorrow', async () => {
    await wakeBy('visitor');
    await wakeBy('visitor', {}, later(6));
    expect(table.items.get('count#2026-11-21')?.wakes).toBe(2);
    await expect(wakeBy('visitor', {}, later(12))).rejects.toMatchObject({
      code: 'daily-cap',
      message: 'Visitors have woken it 2 times today, which is the daily cap; it starts anew at 00:00 UTC.',
    });
    expect(table.items.get('lease#wake')?.until).toBe(later(16).toISOString());
    expect(await wakeBy('visitor', {}, later(12 * 60))).toBe(true);
    expect(table.items.get('count#2026-11-22')).toEqual({
      wakes: 1,
      // Two days later it may be swept.
      expiresAt: Date.parse('2026-11-24T00:00:00.000Z') / 1000,
    });
  });

  it('does not count impatient clicks: what is granted already is not granted again', async () => {
    await wakeBy('visitor');
    await wakeBy('visitor', {}, later(5));
    expect(table.items.get('lease#wake')?.until).toBe(ago(-600));
    expect(table.items.get('count#2026-11-21')?.wakes).toBe(1);
  });

  it('counts a visitor who asks for a moment more than is granted', async () => {
    await wakeBy('visitor');
    await wakeBy('visitor', {}, new Date(later(5).getTime() + 1));
    expect(table.items.get('count#2026-11-21')?.wakes).toBe(2);
  });

  it('counts a visitor who asks for more minutes than are granted', async () => {
    await wakeBy('visitor', { minutes: 6 });
    await wakeBy('visitor', { minutes: 15 }, later(1));
    expect(table.items.get('count#2026-11-21')?.wakes).toBe(2);
    expect(table.items.get('lease#wake')?.until).toBe(later(1 + 5 + 15).toISOString());
  });

  it('does not count a visitor who finds it woken for longer by others', async () => {
    await table.has('lease#wake', lease({ until: ago(-7200) }));
    await wakeBy('visitor');
    expect(table.items.get('count#2026-11-21')).toBeUndefined();
  });

  it('does not concern services and people', async () => {
    for (const minutes of [0, 6, 12]) await wakeBy('service', {}, later(minutes));
    expect(table.items.get('lease#wake')?.until).toBe(later(22).toISOString());
    expect(table.items.get('count#2026-11-21')).toBeUndefined();
  });
});
