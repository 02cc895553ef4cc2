import { describe, expect, it } from '@jest/globals';
import { changesOf } from '../../power/changes-of.ts';
import { type Action, decide } from '../../power/decide.ts';
import type { Facts } from '../../power/facts.ts';
import type { ItemKey } from '../../power/items.ts';
import type { StoredItem } from '../../power/store/target-items.ts';
import { TargetItems } from '../../power/store/target-items.ts';
import { CLUSTER_POLICY, clusterFacts } from './cluster-samples.ts';
import { ago, facts, instance, intent, NOON, POLICY, trouble } from './samples.ts';

const items = new TargetItems([item('intent', intent()), item('start', trouble())]);

/** What is written and removed, without the conditions. */
function written(action: Action, over: Partial<Facts> = {}): unknown[] {
  const seen = facts(over);
  return changesOf(items, seen, { ...decide(seen, POLICY, NOON), action }, NOON).flatMap((change) => {
    if (change.do === 'put') return [[change.key, change.value]];
    return change.do === 'remove' ? [change.key] : [];
  });
}

describe('before EC2 is asked for anything, the table says', () => {
  it('when the service stops and why nobody wants it', () => {
    expect(written({ do: 'announce-stop', at: ago(-30), id: 'i-1' }, { leases: [] })).toEqual([
      [
        'intent',
        {
          stop: ago(-30),
          at: ago(0),
          instance: 'i-1',
          reason: decide(facts(), POLICY, NOON).wanted.reason,
        },
      ],
    ]);
  });

  it('nothing if a host of a cluster has said something since', () => {
    const seen = clusterFacts();
    const action = { do: 'announce-stop', at: ago(-30), id: 'cluster' } as const;
    const changes = changesOf(items, seen, { ...decide(seen, CLUSTER_POLICY, NOON), action }, NOON);
    const checked = changes.flatMap((change) => (change.do === 'check' ? [change.key] : []));
    expect(checked).toEqual(expect.arrayContaining(['activity#i-1', 'activity#i-2', 'activity#i-3', 'wish']));
  });

  it('that a reaper has taken the stop upon itself', () => {
    expect(written({ do: 'stop', id: 'i-1' }, { intent: intent() })).toEqual([
      ['intent', intent({ committed: ago(0) })],
    ]);
    const action = { do: 'stop', id: 'i-1' } as const;
    expect(changesOf(items, facts(), { ...decide(facts(), POLICY, NOON), action }, NOON)).toEqual([]);
  });

  it('that a start came to nothing', () => {
    const refusal = { refused: 'start-failed', text: 'no key' } as const;
    expect(written({ do: 'note-failed-start', refusal }, { trouble: trouble() })).toEqual([
      ['start', { refusals: 2, at: ago(0), code: 'start-failed', text: 'no key' }],
    ]);
  });

  it.each<Action>([
    { do: 'start', instance: instance(), size: 't3.medium' },
    { do: 'withdraw-stop' },
    { do: 'clear-intent' },
  ])('that no stop is announced any more: %j', (action) => {
    expect(written(action)).toEqual(['intent']);
  });

  it('nothing of refused starts any more', () => {
    expect(written({ do: 'forget-trouble' })).toEqual(['start']);
  });

  it.each<Action>([{ do: 'none' }, { do: 'resize', instance: instance(), size: 't3.medium' }])(
    'what it said before: %j',
    (action) => {
      expect(changesOf(items, facts(), { ...decide(facts(), POLICY, NOON), action }, NOON)).toEqual([]);
    },
  );
});

function item(key: ItemKey, value: StoredItem['value']): StoredItem {
  return { key, value, rev: '1', v: 1 };
}
