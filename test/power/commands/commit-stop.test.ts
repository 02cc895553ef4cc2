import { beforeEach, describe, expect, it } from '@jest/globals';
import { commitStop } from '../../../power/commands/commit-stop.ts';
import type { TargetItems } from '../../../power/store/target-items.ts';
import { ago, intent, NOON, wish } from '../samples.ts';
import { RIVALS } from './rivals.ts';
import { Table } from './table.ts';

let table: Table;
beforeEach(async () => {
  table = new Table();
  await table.has('intent', intent());
});

const commit = (items: TargetItems) => commitStop(items, intent(), NOON);

describe('committing a stop', () => {
  it('says since when', async () => {
    expect(await table.commit(commit(table.items))).toBe('committed');
    expect(table.items.get('intent')).toEqual(intent({ committed: ago(0) }));
  });

  it.each([
    ...RIVALS,
    ['another reaper', commit],
    ['a new wish', (items: TargetItems) => [items.put('wish', wish())]],
  ])('fails if %s came between', async (_what, other) => {
    const before = table.items;
    await table.run(other);
    expect(await table.commit(commit(before))).toBe('conflict');
  });
});
