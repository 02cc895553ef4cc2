import { expect, it } from '@jest/globals';
import { forgetTrouble, noteRefusal } from '../../../power/commands/note-start.ts';
import { trouble } from '../samples.ts';
import { Table } from './table.ts';

it('a refused start is kept, once if two were refused at the same moment, and forgotten', async () => {
  const table = new Table();
  const before = table.items;
  expect(await table.commit(noteRefusal(before, trouble()))).toBe('committed');
  expect(await table.commit(noteRefusal(before, trouble({ text: 'the other' })))).toBe('conflict');
  expect(table.items.get('start')).toEqual(trouble());
  await table.run(forgetTrouble);
  expect(table.items.get('start')).toBeUndefined();
});
