import { beforeEach, describe, expect, it } from '@jest/globals';
import { askToLeave } from '../../../power/commands/ask-to-leave.ts';
import { ago, NOON } from '../samples.ts';
import { Table } from './table.ts';

const ROLL = { instance: 'i-2', node: 2, reason: { code: 'roll', text: 'new programs' } } as const;
const OTHER = { ...ROLL, instance: 'i-3', node: 3 };

let table: Table;
beforeEach(() => {
  table = new Table();
});

describe('a broker that is asked to leave', () => {
  it('is told why', async () => {
    await table.run((items) => askToLeave(items, ROLL, NOON));
    expect(table.items.get('leave')).toEqual({ ...ROLL, at: ago(0) });
  });

  it('is asked once, however often', async () => {
    await table.run((items) => askToLeave(items, ROLL, NOON));
    expect(await table.run((items) => askToLeave(items, ROLL, new Date(ago(-60))))).toBe(false);
    expect(table.items.get('leave')?.at).toBe(ago(0));
  });

  it('leaves alone: another one must wait', async () => {
    await table.run((items) => askToLeave(items, ROLL, NOON));
    await expect(table.run((items) => askToLeave(items, OTHER, NOON))).rejects.toMatchObject({
      code: 'busy',
      message:
        'Broker 3 (i-3) cannot leave while broker 2 (i-2) does, since 12:00 UTC (new programs); ask again once that one is back.',
    });
  });

  it('leaves alone, even if two are asked at the same moment', async () => {
    const changes = askToLeave(table.items, OTHER, NOON);
    await table.run((items) => askToLeave(items, ROLL, NOON));
    expect(await table.commit(changes)).toBe('conflict');
  });
});
