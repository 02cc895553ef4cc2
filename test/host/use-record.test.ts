import { describe, expect, it } from '@jest/globals';
import { type Look, recordUse, type UseRecord, unknownUse } from '../../host/use-record.ts';
import { type Snapshot, useBetween } from '../../kafka/activity.ts';

function end(offset: bigint): { snapshot: Snapshot } {
  return { snapshot: { ends: new Map([['orders-0', offset]]), commits: new Map(), sent: new Map() } };
}

function record(former: UseRecord<Snapshot>, look: Look<Snapshot>, now: string): UseRecord<Snapshot> {
  return recordUse(former, look, now, useBetween);
}

describe('the last use', () => {
  const started = unknownUse('03:00');
  const first = record(started, end(5n), '03:01');

  it('is the first look itself, since nobody knows what was before', () => {
    expect(first.lastUsedAt).toBe('03:01');
  });

  it('stays as long as nothing moves', () => {
    const idle = record(record(first, end(5n), '03:02'), end(5n), '03:03');
    expect(idle.lastUsedAt).toBe('03:01');
  });

  it('is the look that found a movement, and says which', () => {
    const idle = record(first, end(5n), '03:02');
    expect(record(idle, end(6n), '03:03')).toMatchObject({
      lastUsedAt: '03:03',
      use: 'records written to orders-0',
    });
  });

  it('is now while nobody can tell, because unknown is not idle', () => {
    const blind = record(first, { missing: 'the broker does not answer' }, '03:02');
    expect(blind).toEqual({ lastUsedAt: '03:02', use: 'unknown: the broker does not answer' });
    expect(record(blind, end(5n), '03:03').lastUsedAt).toBe('03:03');
  });
});
