import { beforeEach, describe, expect, it } from '@jest/globals';
import { keepFromStopping, withdrawStop } from '../../../power/commands/withdraw-stop.ts';
import { ago, intent, wish } from '../samples.ts';
import { Table } from './table.ts';

let table: Table;
beforeEach(async () => {
  table = new Table();
  await table.has('intent', intent());
});

describe('withdrawing a stop', () => {
  it('removes the intent, unless the wish has changed', async () => {
    const before = table.items;
    await table.has('wish', wish({ hold: 'off' }));
    expect(await table.commit(withdrawStop(before))).toBe('conflict');
    await table.run(withdrawStop);
    expect(table.items.get('intent')).toBeUndefined();
  });
});

describe('whoever wants the target awake', () => {
  it('withdraws an announced stop', () => {
    expect(keepFromStopping(table.items)).toMatchObject({ do: 'remove', key: 'intent' });
  });

  it('leaves a committed one, on condition that it stays as it is', async () => {
    await table.has('intent', intent({ committed: ago(1) }));
    expect(keepFromStopping(table.items)).toMatchObject({ do: 'check', key: 'intent' });
  });

  it('collides with an announcement that comes between', () => {
    expect(keepFromStopping(new Table().items)).toEqual({ do: 'check', key: 'intent', expect: undefined });
  });
});
