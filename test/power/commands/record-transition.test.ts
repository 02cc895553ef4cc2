import { describe, expect, it } from '@jest/globals';
import { recordTransition } from '../../../power/commands/record-transition.ts';
import { ago, transition } from '../samples.ts';
import { Table } from './table.ts';

describe('recording a transition', () => {
  it('appends it, and says on the former when its state was left and that it may go in 30 days', async () => {
    const table = new Table();
    const [first, second] = [
      transition({ to: 'asleep', at: ago(60) }),
      transition({ to: 'booting', at: ago(0) }),
    ];
    for (const next of [first, second]) await table.run((items) => recordTransition(items, next));
    const expiresAt = Date.parse('2026-12-21T12:00:00.000Z') / 1000;
    expect(table.items.get('transition#0')).toEqual({ ...first, left: ago(0), expiresAt });
    expect(table.items.newestTransition()?.value).toEqual(second);
  });

  it('lets one of two reapers win, the first time and every time', async () => {
    const table = new Table();
    for (const to of ['asleep', 'booting'] as const) {
      const before = table.items;
      const [mine, yours] = [
        transition({ to, at: ago(to === 'asleep' ? 9 : 5) }),
        transition({ to, at: ago(to === 'asleep' ? 8 : 4) }),
      ];
      expect(await table.commit(recordTransition(before, mine))).toBe('committed');
      expect(await table.commit(recordTransition(before, yours))).toBe('conflict');
      expect(table.items.newestTransition()?.value).toEqual(mine);
    }
  });
});
