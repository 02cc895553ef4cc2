import type { Differences } from './hard-cases.ts';

/**
 * The Instance Scheduler keeps an instance running through a pause of exactly one minute between two periods, because
 * its own way to write a night ends at 23:59. Our windows can say `24:00` and past midnight, so a pause is a pause.
 */
export const FROM_INSTANCE_SCHEDULER: Readonly<Record<string, Differences>> = {
  'London: past midnight every day, all but a minute': onlyTheirs(
    '2025-06-13T11:00Z/2025-06-13T11:01Z',
    '2025-06-14T11:00Z/2025-06-14T11:01Z',
  ),
  'London: one minute apart': onlyTheirs(
    '2025-06-13T11:00Z/2025-06-13T11:01Z',
    '2025-06-14T11:00Z/2025-06-14T11:01Z',
  ),
  'London: one minute apart at midnight': onlyTheirs('2025-06-13T22:59Z/2025-06-13T23:00Z'),
};

/**
 * A cron expression for a single time runs once when that time comes twice, at the first of them. So nothing begins or
 * ends in the second pass of a repeated hour, where the clock on the wall shows those times again. And a day that the
 * calendar leaves out has no end on it: cron waits for the next such day of the week.
 */
export const FROM_CRON: Readonly<Record<string, Differences>> = {
  'New York: wholly within a repeated hour': onlyOurs('2025-11-02T06:00Z/2025-11-02T06:30Z'),
  'New York: to within a repeated hour': onlyOurs('2025-11-02T06:00Z/2025-11-02T06:30Z'),
  'New York: from within a repeated hour': onlyTheirs('2025-11-02T06:00Z/2025-11-02T06:30Z'),
  'New York: one minute within a repeated hour': onlyOurs('2025-11-02T06:15Z/2025-11-02T06:16Z'),
  'New York: the last minute of a repeated hour': onlyTheirs('2025-11-02T06:00Z/2025-11-02T06:59Z'),
  'New York: night to within a repeated hour': onlyOurs('2025-11-02T06:00Z/2025-11-02T06:30Z'),
  'New York: all but a part of a repeated hour, past midnight': onlyTheirs(
    '2025-11-02T06:15Z/2025-11-02T06:45Z',
  ),
  'Berlin: within a repeated hour': onlyOurs('2026-10-25T01:00Z/2026-10-25T01:30Z'),
  'Sydney: within a repeated hour': onlyOurs('2025-04-05T16:00Z/2025-04-05T16:30Z'),
  'Lord Howe: within a repeated half hour': onlyOurs('2025-04-05T15:10Z/2025-04-05T15:20Z'),
  'Santiago: a repeated hour before midnight, the last minute of the day': onlyTheirs(
    '2025-04-06T03:00Z/2025-04-06T03:59Z',
  ),
  'Casablanca: clocks go back for Ramadan': onlyTheirs('2025-02-23T02:00Z/2025-02-23T02:30Z'),
  'Apia: a night before a Friday that never was': onlyTheirs('2011-12-30T10:00Z/2012-01-01T06:00Z'),
};

function onlyOurs(...intervals: readonly string[]): Differences {
  return { onlyOurs: intervals, onlyTheirs: [] };
}

function onlyTheirs(...intervals: readonly string[]): Differences {
  return { onlyOurs: [], onlyTheirs: intervals };
}
