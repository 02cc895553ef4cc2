import { describe, expect, it } from '@jest/globals';
import { factsOf } from '../../power/facts.ts';
import type { StoredItem } from '../../power/store/target-items.ts';
import { TargetItems } from '../../power/store/target-items.ts';
import { ago, instance, lease, NOON, report, transition, wish } from './samples.ts';

function itemsWith(...stored: Pick<StoredItem, 'key' | 'value'>[]): TargetItems {
  return new TargetItems(stored.map((item) => ({ ...item, rev: '1' })));
}

describe('the facts about a target', () => {
  it('leave out what has lapsed, to the second', () => {
    const lapsed = itemsWith(
      { key: 'wish', value: wish({ holdUntil: ago(0) }) },
      { key: 'lease#wake', value: lease({ until: ago(0) }) },
    );
    expect(factsOf(lapsed, [], NOON)).toEqual({ others: [] });
    const standing = itemsWith(
      { key: 'wish', value: wish({ holdUntil: ago(-1) }) },
      { key: 'lease#wake', value: lease({ until: ago(-1) }) },
    );
    expect(factsOf(standing, [], NOON)).toMatchObject({ wish: { hold: 'on' }, lease: { reason: 'import' } });
  });

  it('have the lease that lasts longest', () => {
    const items = itemsWith(
      { key: 'lease#a', value: lease({ until: ago(-60), reason: 'a' }) },
      { key: 'lease#b', value: lease({ until: ago(-180), reason: 'b' }) },
      { key: 'lease#c', value: lease({ until: ago(-120), reason: 'c' }) },
    );
    expect(factsOf(items, [], NOON).lease?.reason).toBe('b');
  });

  it('take the newest launch for the target, and neither what is ending nor what has ended', () => {
    const [old, newer] = [
      instance({ id: 'i-old', launchTime: ago(900) }),
      instance({ id: 'i-new', launchTime: ago(60) }),
    ];
    const gone = instance({ id: 'i-gone', launchTime: ago(1), state: 'terminated' });
    const going = instance({ id: 'i-going', launchTime: ago(2), state: 'shutting-down' });
    expect(factsOf(itemsWith(), [old, gone, newer, going], NOON)).toEqual({ instance: newer, others: [old] });
  });

  it('count a report only if it is newer than the launch, and only the instance’s own', () => {
    const items = itemsWith({ key: 'activity#i-1', value: report({ at: ago(60) }) });
    expect(factsOf(items, [instance({ launchTime: ago(61) })], NOON).report?.at).toBe(ago(60));
    expect(factsOf(items, [instance({ launchTime: ago(60) })], NOON).report).toBeUndefined();
    expect(factsOf(items, [instance({ id: 'i-2' })], NOON).report).toBeUndefined();
  });

  it('have the newest transition', () => {
    const items = itemsWith(
      { key: 'transition#0', value: transition({ to: 'asleep' }) },
      { key: `transition#${ago(5)}`, value: transition({ to: 'booting' }) },
    );
    expect(factsOf(items, [], NOON).recorded?.to).toBe('booting');
  });
});
