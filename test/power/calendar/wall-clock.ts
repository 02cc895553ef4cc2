/** Windows by their plainest definition: look at the clock on the wall, each minute. */
import { DAYS, type Window } from '../../../power/calendar/window.ts';

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Whether the clock on the wall of the window's zone shows a time within it. */
export function isWithin(window: Window, instant: number): boolean {
  const { today, yesterday, time } = wallClock(window.timeZone, instant);
  const opensToday = window.days.some((day) => day === today);
  if (window.from < window.to) return opensToday && window.from <= time && time < window.to;
  const openedYesterday = window.days.some((day) => day === yesterday);
  return (opensToday && window.from <= time) || (openedYesterday && time < window.to);
}

function wallClock(timeZone: string, instant: number) {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  clocks.set(timeZone, clock);
  const [weekday = '', time = ''] = clock.format(instant).split(/,? /);
  const week: readonly string[] = DAYS;
  const today = weekday.toLowerCase();
  return { today, yesterday: week.at(week.indexOf(today) - 1), time };
}
