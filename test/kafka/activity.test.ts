import { describe, expect, it } from '@jest/globals';
import { type Snapshot, useBetween } from '../../kafka/activity.ts';

function snapshot(parts: {
  ends?: Record<string, bigint>;
  commits?: Record<string, bigint>;
  sent?: Record<string, number>;
}): Snapshot {
  const { ends = {}, commits = {}, sent = {} } = parts;
  return {
    ends: new Map(Object.entries(ends)),
    commits: new Map(Object.entries(commits)),
    sent: new Map(Object.entries(sent)),
  };
}

const before = snapshot({
  ends: { 'orders-0': 10n },
  commits: { 'shop on orders-0': 4n },
  sent: { orders: 500 },
});

describe('use between two looks', () => {
  it('is none if nothing moved', () => {
    expect(useBetween(before, before)).toBeUndefined();
  });

  it('is a record that was written', () => {
    expect(useBetween(before, snapshot({ ends: { 'orders-0': 11n } }))).toBe('records written to orders-0');
  });

  it('is the first record of a topic that was not there before', () => {
    expect(useBetween(before, snapshot({ ends: { 'new-0': 1n } }))).toBe('records written to new-0');
  });

  it('is a byte that was sent to a consumer, in a group or not', () => {
    expect(useBetween(before, snapshot({ sent: { orders: 501 } }))).toBe('records read from orders');
  });

  it('is a byte that was sent since Kafka was restarted, though the count began anew', () => {
    expect(useBetween(before, snapshot({ sent: { orders: 70 } }))).toBe('records read from orders');
  });

  it('is a position that moved, forward or back', () => {
    for (const offset of [5n, 3n]) {
      const after = snapshot({ commits: { 'shop on orders-0': offset } });
      expect(useBetween(before, after)).toBe('position committed by shop on orders-0');
    }
  });

  it('is not an empty topic that was made, nor a group that waits at the start', () => {
    const after = snapshot({ ends: { 'new-0': 0n }, commits: { 'late on new-0': 0n }, sent: { new: 0 } });
    expect(useBetween(before, after)).toBeUndefined();
  });

  it('is not a topic that was deleted, with its groups and its count', () => {
    expect(useBetween(before, snapshot({}))).toBeUndefined();
  });
});
