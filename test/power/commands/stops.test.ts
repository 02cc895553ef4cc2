import { beforeEach, describe, expect, it } from '@jest/globals';
import { announceStop } from '../../../power/commands/announce-stop.ts';
import { commitStop } from '../../../power/commands/commit-stop.ts';
import { holdOn } from '../../../power/commands/hold.ts';
import { reportActivity } from '../../../power/commands/report-activity.ts';
import { wake } from '../../../power/commands/wake.ts';
import { withdrawStop } from '../../../power/commands/withdraw-stop.ts';
import type { Change } from '../../../power/store/changes.ts';
import type { TargetItems } from '../../../power/store/target-items.ts';
import { ago, intent, lease, NOON, POLICY, report, wish } from '../samples.ts';
import { Table } from './table.ts';

let table: Table;
beforeEach(() => {
  table = new Table();
});

const announce = (items: TargetItems) =>
  announceStop(items, { do: 'announce-stop', at: ago(-30), id: 'i-1' }, intent().reason);

const wants: [string, (items: TargetItems) => Change[]][] = [
  ['a wake', (items) => wake(items, { by: 'visitor', reason: '', dailyCap: 9 }, POLICY, NOON)],
  ['a hold', (items) => holdOn(items, { by: 'person', minutes: 5 }, NOON)],
];

describe('announcing a stop', () => {
  it('tells the host when and why', async () => {
    expect(await table.commit(announce(table.items))).toBe('committed');
    expect(table.items.get('intent')).toEqual({ stop: ago(-30), reason: intent().reason });
  });

  it.each([
    ...wants,
    ['news of its use', (items: TargetItems) => reportActivity(items, 'i-1', report())],
    ['a longer lease', (items: TargetItems) => [items.put('lease#import', lease({ until: ago(-900) }))]],
  ])('fails if %s came between', async (_what, want) => {
    await table.has('lease#import', lease({ until: ago(1) }));
    const before = table.items;
    await table.run(want);
    expect(await table.commit(announce(before))).toBe('conflict');
  });

  it.each(wants)('makes %s that was thought up before it think again', async (_what, want) => {
    const before = table.items;
    await table.run(announce);
    expect(await table.commit(want(before))).toBe('conflict');
  });
});

describe('committing a stop', () => {
  beforeEach(() => table.has('intent', intent()));
  const commit = (items: TargetItems) => commitStop(items, intent(), NOON);

  it('says since when', async () => {
    expect(await table.commit(commit(table.items))).toBe('committed');
    expect(table.items.get('intent')).toEqual(intent({ committed: ago(0) }));
  });

  it.each([
    ...wants,
    ['another reaper', commit],
    ['a new wish', (items: TargetItems) => [items.put('wish', wish())]],
  ])('fails if %s came between', async (_what, other) => {
    const before = table.items;
    await table.run(other);
    expect(await table.commit(commit(before))).toBe('conflict');
  });
});

describe('withdrawing a stop', () => {
  it('removes the intent, unless the wish has changed', async () => {
    await table.has('intent', intent());
    const before = table.items;
    await table.has('wish', wish({ hold: 'off' }));
    expect(await table.commit(withdrawStop(before))).toBe('conflict');
    await table.run(withdrawStop);
    expect(table.items.get('intent')).toBeUndefined();
  });
});
