import { Cron } from 'croner';
import { DAYS, type Window } from '../../../power/calendar/window.ts';
import type { Interval } from './hard-cases.ts';

const DAY = 86_400_000;

/**
 * When windows are open by the way of KEDA's cron scaler: one cron expression starts and another one ends, and it is
 * open from a start to the next end.
 */
export function cronPairs(windows: readonly Window[], around: Interval): readonly Interval[] {
  return windows.flatMap(inHalves).flatMap((window) => {
    const starts = occurrences(window.timeZone, window.from, window.days, around);
    const ends = occurrences(window.timeZone, window.to, endDays(window), around);
    return starts.map((from) => ({ from, until: ends.find((end) => end >= from) ?? around.until }));
  });
}

/** A pair cannot say a whole day, because it would end at its own next start. */
function inHalves(window: Window): readonly Window[] {
  if (window.from !== '00:00' || window.to !== '24:00') return [window];
  return [
    { ...window, to: '12:00' },
    { ...window, from: '12:00' },
  ];
}

function endDays({ days, from, to }: Window): readonly string[] {
  if (from < to && to !== '24:00') return days;
  return days.map((day) => DAYS.at((DAYS.indexOf(day) + 1) % DAYS.length) ?? day);
}

/** From a week before, so that what began before is known too. */
function occurrences(
  timeZone: string,
  time: string,
  days: readonly string[],
  around: Interval,
): readonly number[] {
  const [hour, minute] = time.split(':').map(Number);
  const cron = new Cron(`${minute} ${Number(hour) % 24} * * ${days.join(',')}`, { timezone: timeZone });
  const found: number[] = [];
  let next = cron.nextRun(new Date(around.from - 8 * DAY));
  while (next !== null && next.getTime() <= around.until) {
    found.push(next.getTime());
    next = cron.nextRun(next);
  }
  return found;
}
