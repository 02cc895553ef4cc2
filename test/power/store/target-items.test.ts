import { describe, expect, it } from '@jest/globals';
import { type StoredItem, TargetItems } from '../../../power/store/target-items.ts';
import { ago, intent, lease, transition, wish } from '../samples.ts';

const told = { at: ago(60), expiresAt: 1 };
const stored: StoredItem[] = [
  { key: 'lease#b', value: lease({ reason: 'b' }), rev: 'r1', v: 1 },
  { key: 'transition#2026-11-21T02:00:00.000Z', value: transition({ to: 'booting' }), rev: 'r2', v: 1 },
  { key: 'transition#2026-11-21T03:00:00.000Z', value: transition({ to: 'online' }), rev: 'r3', v: 1 },
  { key: 'transition#0', value: transition({ to: 'asleep' }), rev: 'r4', v: 1 },
  { key: 'alarm#max-awake', value: told, rev: 'r5', v: 1 },
  { key: 'lease#a', value: lease({ reason: 'a' }), rev: 'r6', v: 1 },
  { key: 'intent', value: intent(), rev: 'r7', v: 1 },
];
const items = new TargetItems(stored);
const nothing = new TargetItems([]);

describe('the items of a target', () => {
  it('are got by their keys', () => {
    expect(items.get('intent')).toEqual(intent());
    expect(items.get('wish')).toBeUndefined();
  });

  it('tell the leases, whatever their ids', () => {
    expect(items.leaseKeys()).toEqual(['lease#b', 'lease#a']);
    expect(items.leases().map(({ reason }) => reason)).toEqual(['b', 'a']);
    expect(nothing.leases()).toEqual([]);
  });

  it('tell of which alarms people know', () => {
    expect(items.alarmsTold()).toEqual({ 'max-awake': told });
    expect(nothing.alarmsTold()).toEqual({});
  });

  it('tell the newest transition, the first one being the oldest whenever it was', () => {
    expect(items.newestTransition()).toEqual({
      key: 'transition#2026-11-21T03:00:00.000Z',
      value: transition({ to: 'online' }),
    });
    expect(nothing.newestTransition()).toBeUndefined();
  });

  it('tell which of them a newer version wrote, and no older one', () => {
    const versions = new TargetItems([
      { key: 'wish', value: wish(), rev: '1', v: 2 },
      { key: 'intent', value: intent(), rev: '1', v: 1 },
      { key: 'lease#a', value: lease(), rev: '1', v: 0 },
    ]);
    expect(versions.newer()).toEqual(['wish']);
    expect(items.newer()).toEqual([]);
  });
});

describe('a change of an item', () => {
  it('expects the revision that was read', () => {
    expect(items.put('intent', intent())).toEqual({
      do: 'put',
      key: 'intent',
      value: intent(),
      expect: 'r7',
    });
    expect(items.remove('intent')).toEqual({ do: 'remove', key: 'intent', expect: 'r7' });
    expect(items.check('intent')).toEqual({ do: 'check', key: 'intent', expect: 'r7' });
  });

  it('expects an absent item to be absent still', () => {
    expect(nothing.put('wish', wish())).toEqual({ do: 'put', key: 'wish', value: wish(), expect: undefined });
    expect(nothing.remove('wish')).toEqual({ do: 'check', key: 'wish', expect: undefined });
    expect(nothing.check('wish')).toEqual({ do: 'check', key: 'wish', expect: undefined });
  });
});
