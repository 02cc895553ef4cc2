import { describe, expect, it } from '@jest/globals';
import { factsOf } from '../../power/facts.ts';
import type { StoredItem } from '../../power/store/target-items.ts';
import { TargetItems } from '../../power/store/target-items.ts';
import { ago, instance, intent, lease, NOON, report, transition, trouble, wish } from './samples.ts';

function itemsWith(...stored: Pick<StoredItem, 'key' | 'value'>[]): TargetItems {
  return new TargetItems(stored.map((item) => ({ ...item, rev: '1', v: 1 })));
}

describe('the facts about a target', () => {
  it('leave out what has lapsed, to the second', () => {
    const lapsed = itemsWith(
      { key: 'wish', value: wish({ holdUntil: ago(0) }) },
      { key: 'lease#wake', value: lease({ until: ago(0) }) },
    );
    expect(factsOf(lapsed, [], NOON)).toMatchObject({ wish: undefined, leases: [] });
    const standing = itemsWith(
      { key: 'wish', value: wish({ holdUntil: ago(-1) }) },
      { key: 'lease#wake', value: lease({ until: ago(-1) }) },
    );
    expect(factsOf(standing, [], NOON)).toMatchObject({
      wish: { hold: 'on' },
      leases: [{ reason: 'import' }],
    });
  });

  it('have the leases, and the one that lasts longest first', () => {
    const items = itemsWith(
      { key: 'lease#a', value: lease({ until: ago(-60), reason: 'a' }) },
      { key: 'lease#b', value: lease({ until: ago(-180), reason: 'b' }) },
      { key: 'lease#c', value: lease({ until: ago(-120), reason: 'c' }) },
    );
    const reasons = factsOf(items, [], NOON).leases.map(({ reason }) => reason);
    expect(reasons).toEqual(['b', 'c', 'a']);
  });

  it('take the newest launch for the target, and neither what is ending nor what has ended', () => {
    const [old, newer] = [
      instance({ id: 'i-old', launchTime: ago(900) }),
      instance({ id: 'i-new', launchTime: ago(60) }),
    ];
    const gone = instance({ id: 'i-gone', launchTime: ago(1), state: 'terminated' });
    const going = instance({ id: 'i-going', launchTime: ago(2), state: 'shutting-down' });
    for (const live of [
      [old, gone, newer, going],
      [newer, going, old],
    ])
      expect(factsOf(itemsWith(), live, NOON)).toMatchObject({ instance: newer, others: [old] });
  });

  it('count a report only if it is newer than the launch, and only the instance’s own', () => {
    const items = itemsWith({ key: 'activity#i-1', value: report({ at: ago(60) }) });
    expect(factsOf(items, [instance({ launchTime: ago(61) })], NOON).report?.at).toBe(ago(60));
    expect(factsOf(items, [instance({ launchTime: ago(60) })], NOON).report).toBeUndefined();
    expect(factsOf(items, [instance({ id: 'i-2' })], NOON).report).toBeUndefined();
  });

  it('have what the table says of announced stops, refused starts and alarms', () => {
    const told = { at: ago(60), expiresAt: 1 };
    const items = itemsWith(
      { key: 'intent', value: intent() },
      { key: 'start', value: trouble() },
      { key: 'alarm#max-awake', value: told },
    );
    expect(factsOf(items, [], NOON)).toMatchObject({
      intent: intent(),
      trouble: trouble(),
      told: { 'max-awake': told },
      newer: [],
    });
  });

  it('name the items that a newer version wrote', () => {
    const items = new TargetItems([
      { key: 'wish', value: wish(), rev: '1', v: 2 },
      { key: 'intent', value: intent(), rev: '1', v: 1 },
    ]);
    expect(factsOf(items, [], NOON).newer).toEqual(['wish']);
  });

  it('keep a wish without an end', () => {
    expect(factsOf(itemsWith({ key: 'wish', value: wish() }), [], NOON).wish).toEqual(wish());
  });

  it('have the newest transition', () => {
    const items = itemsWith(
      { key: 'transition#0', value: transition({ to: 'asleep' }) },
      { key: `transition#${ago(5)}`, value: transition({ to: 'booting' }) },
    );
    expect(factsOf(items, [], NOON).recorded?.to).toBe('booting');
  });
});
