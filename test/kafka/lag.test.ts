import { describe, expect, it } from '@jest/globals';
import type { Snapshot } from '../../kafka/activity.ts';
import { lagOf } from '../../kafka/lag.ts';

function broker(ends: Record<string, bigint>, commits: Record<string, bigint>): Snapshot {
  return { ends: new Map(Object.entries(ends)), commits: new Map(Object.entries(commits)), sent: new Map() };
}

const ENDS = { 'orders-0': 10n, 'orders-1': 20n, 'audit-0': 5n };

describe('the lag of a group', () => {
  it('is what it has still to read, over all of its partitions', () => {
    const snapshot = broker(ENDS, { 'shop on orders-0': 8n, 'shop on orders-1': 15n, 'shop on audit-0': 5n });
    expect(lagOf(snapshot, ['shop'])).toEqual({ shop: 7 });
  });

  it('is left out when it has read everything, and when nobody asks for it', () => {
    const snapshot = broker(ENDS, { 'shop on orders-0': 10n, 'billing on orders-0': 1n });
    expect(lagOf(snapshot, ['shop'])).toEqual({});
    expect(lagOf(snapshot, [])).toEqual({});
  });

  it('is left out for a group without a position, or one that does not exist', () => {
    const snapshot = broker(ENDS, { 'new on orders-0': -1n });
    expect(lagOf(snapshot, ['new', 'nobody'])).toEqual({});
  });

  it('does not count a topic that was deleted, nor a position beyond the end of one that was made anew', () => {
    const snapshot = broker(ENDS, { 'shop on gone-0': 3n, 'shop on audit-0': 99n });
    expect(lagOf(snapshot, ['shop'])).toEqual({});
  });

  it("is not mixed up with another group's whose name begins alike", () => {
    const snapshot = broker(ENDS, {
      'shop on tour on orders-0': 1n,
      'shop on orders-0': 9n,
      'shopping on orders-1': 0n,
    });
    expect(lagOf(snapshot, ['shop'])).toEqual({ shop: 1 });
    expect(lagOf(snapshot, ['shop on tour'])).toEqual({ 'shop on tour': 9 });
  });
});
