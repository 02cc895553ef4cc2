import { expect, it } from '@jest/globals';
import { reportActivity } from '../../../power/commands/report-activity.ts';
import { report } from '../samples.ts';
import { Table } from './table.ts';

it('a host’s newest report replaces its former one, and no other host’s', async () => {
  const table = new Table();
  const [first, second] = [report({ bootId: 'one' }), report({ bootId: 'two' })];
  await table.run((items) => reportActivity(items, 'i-1', first));
  await table.run((items) => reportActivity(items, 'i-2', first));
  await table.run((items) => reportActivity(items, 'i-1', second));
  expect([table.items.get('activity#i-1'), table.items.get('activity#i-2')]).toEqual([second, first]);
});
