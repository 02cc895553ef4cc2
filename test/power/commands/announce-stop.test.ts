import { beforeEach, describe, expect, it } from '@jest/globals';
import { announceStop } from '../../../power/commands/announce-stop.ts';
import { reportActivity } from '../../../power/commands/report-activity.ts';
import type { TargetItems } from '../../../power/store/target-items.ts';
import { ago, intent, lease, NOON, report, wish } from '../samples.ts';
import { RIVALS } from './rivals.ts';
import { Table } from './table.ts';

let table: Table;
beforeEach(async () => {
  table = new Table();
  await table.has('lease#import', lease({ until: ago(1) }));
});

const announce = (items: TargetItems) =>
  announceStop(items, { at: ago(-30), id: 'i-1', hosts: ['i-1'] }, intent().reason, NOON);

describe('announcing a stop', () => {
  it('tells the host when and why, that host alone', async () => {
    expect(await table.commit(announce(table.items))).toBe('committed');
    expect(table.items.get('intent')).toEqual({
      stop: ago(-30),
      at: ago(0),
      instance: 'i-1',
      reason: intent().reason,
    });
  });

  it('stands with a wake that has lapsed, which is conditioned on once', async () => {
    await table.has('lease#wake', lease({ until: ago(1) }));
    expect(await table.commit(announce(table.items))).toBe('committed');
  });

  // A lease under a new id that nobody has read is none of its conditions: the tick after it withdraws the stop.
  it.each([
    ...RIVALS.slice(0, 2),
    ['news of its use', (items: TargetItems) => reportActivity(items, 'i-1', report())],
    ['a longer lease', (items: TargetItems) => [items.put('lease#import', lease({ until: ago(-900) }))]],
    ['a new wish', (items: TargetItems) => [items.put('wish', wish({ hold: 'off' }))]],
    ['another reaper', announce],
  ])('fails if %s came between', async (_what, want) => {
    const before = table.items;
    await table.run(want);
    expect(await table.commit(announce(before))).toBe('conflict');
  });

  it('does not mind news of another host', async () => {
    const before = table.items;
    await table.run((items) => reportActivity(items, 'i-2', report()));
    expect(await table.commit(announce(before))).toBe('committed');
  });

  it.each(RIVALS)('makes %s that was thought up before it think again', async (_what, want) => {
    const before = table.items;
    await table.run(announce);
    expect(await table.commit(want(before))).toBe('conflict');
  });
});
