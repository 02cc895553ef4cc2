import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  assertMayLiftHoldOff,
  assertMayReplaceHold,
  holdOff,
  standingWish,
} from '../../../power/commands/standing-wish.ts';
import type { Caller } from '../../../power/items.ts';
import { ago, NOON, wish } from '../samples.ts';
import { Table } from './table.ts';

let table: Table;
beforeEach(() => {
  table = new Table();
});

describe('the standing wish', () => {
  it('is none if there is none, or if it asks for nothing', async () => {
    expect(standingWish(table.items, NOON)).toBeUndefined();
    await table.has('wish', { by: 'person', at: ago(60) });
    expect(standingWish(table.items, NOON)).toBeUndefined();
  });

  it('stands without an end, and else until that very instant', async () => {
    await table.has('wish', wish());
    expect(standingWish(table.items, NOON)).toEqual(wish());
    await table.has('wish', wish({ holdUntil: ago(-0.001) }));
    expect(standingWish(table.items, NOON)).toBeDefined();
    await table.has('wish', wish({ holdUntil: ago(0) }));
    expect(standingWish(table.items, NOON)).toBeUndefined();
  });

  it('is a hold-off or none', async () => {
    await table.has('wish', wish());
    expect(holdOff(table.items, NOON)).toBeUndefined();
    await table.has('wish', wish({ hold: 'off' }));
    expect(holdOff(table.items, NOON)?.hold).toBe('off');
  });
});

describe('a hold gives way', () => {
  const callers: Caller[] = ['visitor', 'service', 'person'];
  const pairs = callers.flatMap((by, rank) =>
    callers.map((author, other) => ({ by, author, may: rank >= other })),
  );

  it.each(pairs)('of a $author to a $by: $may', async ({ by, author, may }) => {
    for (const hold of ['on', 'off'] as const) {
      await table.has('wish', wish({ hold, by: author }));
      const replace = () => assertMayReplaceHold(table.items, by, NOON);
      if (may) expect(replace).not.toThrow();
      else expect(replace).toThrow(expect.objectContaining({ code: hold === 'on' ? 'held-on' : 'held-off' }));
    }
  });

  it('to everybody once it has lapsed', async () => {
    await table.has('wish', wish({ holdUntil: ago(0) }));
    expect(() => assertMayReplaceHold(table.items, 'visitor', NOON)).not.toThrow();
  });

  it('or else says whose it is, until when, and whom to ask', async () => {
    await table.has('wish', wish({ hold: 'off' }));
    expect(() => assertMayReplaceHold(table.items, 'service', NOON)).toThrow(
      'A person put it to sleep at 11:50 UTC, and a service cannot lift that; ask a person to wake it.',
    );
    await table.has('wish', wish({ by: 'service' }));
    expect(() => assertMayReplaceHold(table.items, 'visitor', NOON)).toThrow(
      'A service holds it awake without an end (since 11:50 UTC), and a visitor cannot change that; ask a service to end the hold.',
    );
    await table.has('wish', wish({ holdUntil: ago(-3600) }));
    expect(() => assertMayReplaceHold(table.items, 'service', NOON)).toThrow(
      'A person holds it awake until 13:00 UTC (since 11:50 UTC), and a service cannot change that; ask a person to end the hold.',
    );
  });
});

it('whoever wants it awake lifts a hold-off if he may, and leaves a hold-on alone', async () => {
  await table.has('wish', wish());
  expect(() => assertMayLiftHoldOff(table.items, 'visitor', NOON)).not.toThrow();
  await table.has('wish', wish({ hold: 'off' }));
  expect(() => assertMayLiftHoldOff(table.items, 'visitor', NOON)).toThrow('cannot lift that');
  expect(() => assertMayLiftHoldOff(table.items, 'person', NOON)).not.toThrow();
});
