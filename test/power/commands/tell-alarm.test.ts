import { expect, it } from '@jest/globals';
import { tellAlarm } from '../../../power/commands/tell-alarm.ts';
import { ago, NOON } from '../samples.ts';
import { Table } from './table.ts';

it('that people were told of an alarm is kept for a week, each alarm by itself', async () => {
  const table = new Table();
  await table.run((items) => tellAlarm(items, 'max-awake', NOON));
  await table.run((items) => tellAlarm(items, 'clock-ahead', NOON));
  const told = { at: ago(0), expiresAt: Date.parse('2026-11-28T12:00:00.000Z') / 1000 };
  expect(table.items.alarmsTold()).toEqual({ 'max-awake': told, 'clock-ahead': told });
});
