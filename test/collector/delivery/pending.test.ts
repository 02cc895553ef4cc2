import { describe, expect, it } from '@jest/globals';
import { Pending } from '../../../collector/delivery/pending.ts';
import { sizeOf } from '../../../collector/event-record.ts';
import { ids, record } from '../fixtures/records.ts';

const LIMITS = { count: 3, bytes: 2000, age: 10 };

describe('pending events', () => {
  it('collect in one batch until it is due', () => {
    const pending = new Pending(LIMITS, 10_000);
    const [first] = pending.add([record('a')], 1);
    expect(pending.add([record('b')], 2)).toEqual([first]);
    expect(pending.take()).toBeUndefined();
    expect(pending.oldestSince).toBe(1);
    for (const batch of [pending.collecting, first]) expect(batch && ids(batch.records)).toEqual(['a', 'b']);
    Object.assign(first ?? {}, { due: true });
    expect(pending.take()).toBe(first);
    expect(pending.add([record('c')], 3)).not.toEqual([first]);
  });

  it('of one request lie in as many batches as they need, in order', () => {
    const pending = new Pending(LIMITS, 10_000);
    const large = record('d', { value: Buffer.alloc(1900) });
    const batches = pending.add([record('a'), record('b'), record('c'), large, record('e')], 1);
    expect(batches.map(({ records }) => ids(records))).toEqual([['a', 'b', 'c'], ['d'], ['e']]);
  });

  it('count until they are removed', () => {
    const pending = new Pending(LIMITS, 10_000);
    const records = ['a', 'b', 'c'].map((id) => record(id));
    const [batch] = pending.add(records, 1);
    expect(pending.events).toBe(3);
    expect(pending.bytes).toBe(records.reduce((sum, each) => sum + sizeOf(each), 0));
    expect(pending.take()).toBe(batch);
    if (batch !== undefined) pending.remove(batch);
    expect([pending.events, pending.bytes, pending.oldestSince]).toEqual([0, 0, undefined]);
  });

  it('are refused, all of a request, past the bound', () => {
    const pending = new Pending(LIMITS, 1000);
    expect(() => pending.add([record('a'), record('b', { value: Buffer.alloc(1000) })], 1)).toThrow(
      expect.objectContaining({ code: 'full' }),
    );
    expect(pending.events).toBe(0);
    expect(pending.add([record('a')], 1)).toHaveLength(1);
  });
});
