/** Windows by plain arithmetic over the minutes of a week, for zones whose clocks never change; to hold ours against. */
import { DAYS, type Day, type Window } from '../../../power/calendar/window.ts';

/** Minutes by which the clocks of a zone are ahead of UTC, all year. */
export const ZONES: Readonly<Record<string, number>> = {
  UTC: 0,
  'Asia/Kolkata': 330,
  'America/Phoenix': -420,
  'Pacific/Kiritimati': 840,
};

const MINUTE = 60_000;
const DAY = 24 * 60;
const WEEK = 7 * DAY;
/** 1970-01-01 was a Thursday. */
const FIRST_DAY = 3;

export class OfficeHours {
  /** For each minute of the week in UTC, from Monday: for how many minutes it has been open; 0: closed. */
  readonly #openFor: number[];

  constructor(windows: readonly Window[]) {
    const open = Array.from({ length: WEEK }, (_, minute) => windows.some((window) => isIn(window, minute)));
    const openFor: number[] = [];
    let run = 0;
    // Twice around, because a stretch may go past the end of the week.
    for (let index = 0; index < 2 * WEEK; index++) {
      run = open[index % WEEK] ? run + 1 : 0;
      openFor[index % WEEK] = run;
    }
    this.#openFor = openFor;
  }

  /** Since when it has been open, in milliseconds; undefined: it is closed. */
  openSince(now: number): number | undefined {
    const minute = Math.floor(now / MINUTE);
    const run = this.#openFor[(minute + FIRST_DAY * DAY) % WEEK] ?? 0;
    return run === 0 ? undefined : (minute - run + 1) * MINUTE;
  }

  /** When it last opened, within a week; undefined: it did not. */
  lastOpening(now: number): number | undefined {
    const minute = Math.floor(now / MINUTE);
    for (let back = 0; back < WEEK; back++) {
      if (this.#openFor[(minute - back + FIRST_DAY * DAY) % WEEK] === 1) return (minute - back) * MINUTE;
    }
    return undefined;
  }
}

/** A window that opens that many minutes after the start of all stories, a Saturday at 03:00 UTC. */
export function windowAt(
  opensAfter: number,
  lasts: number,
  timeZone: string,
  otherDays: readonly Day[],
): Window {
  const local = (5 * DAY + 3 * 60 + opensAfter + (ZONES[timeZone] ?? 0) + WEEK) % WEEK;
  const day = DAYS[Math.floor(local / DAY)] ?? 'sat';
  const days = DAYS.filter((each) => each === day || otherDays.includes(each));
  return { days, from: timeOf(local), to: timeOf(local + lasts), timeZone };
}

function timeOf(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor((minutes % DAY) / 60))}:${two(minutes % 60)}`;
}

function isIn({ days, from, to, timeZone }: Window, utcMinute: number): boolean {
  const local = (utcMinute + (ZONES[timeZone] ?? 0) + WEEK) % WEEK;
  const [day, time] = [Math.floor(local / DAY), local % DAY];
  const [opens, closes] = [minutesOf(from), minutesOf(to)];
  const isDay = (index: number) => DAYS.some((name, at) => at === (index + 7) % 7 && days.includes(name));
  if (opens < closes) return isDay(day) && time >= opens && time < closes;
  return (isDay(day) && time >= opens) || (isDay(day - 1) && time < closes);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return 60 * hours + minutes;
}
