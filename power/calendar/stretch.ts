/** When one window is open, by the wall clock of its zone. */
import { DAY, offsetSpan } from './offset-span.ts';
import { DAYS, type Window } from './window.ts';

const MINUTE = 60_000;

const ZERO = '0'.charCodeAt(0);

/** What is added to a date, in days since 1970-01-01, to get its place in the week: that was a Thursday. */
const FIRST_DAY = DAYS.indexOf('thu');

/** A time in which a window stays open or stays closed, in milliseconds since the epoch: `from` within, `until` not. */
export interface Stretch {
  readonly open: boolean;
  readonly from: number;
  readonly until: number;
}

/**
 * A stretch around an instant. It is not the longest one: it ends at midnight, at every change of the clocks, and at
 * `from` and `to`, whether the window opens or closes there or not. Within it wall time and real time run alike.
 */
export function stretchAround(window: Window, instant: number): Stretch {
  const span = offsetSpan(window.timeZone, instant);
  const wall = instant + span.offset;
  const date = Math.floor(wall / DAY);
  const time = wall - date * DAY;
  const from = sinceMidnight(window.from);
  const to = sinceMidnight(window.to);
  let last = 0;
  let next = DAY;
  for (const edge of [from, to]) {
    if (edge <= time) last = Math.max(last, edge);
    else next = Math.min(next, edge);
  }
  const today = opensOn(window, date);
  return {
    open:
      from < to
        ? today && from <= time && time < to
        : (today && from <= time) || (opensOn(window, date - 1) && time < to),
    from: Math.max(span.from, instant - (time - last)),
    until: Math.min(span.until, instant + (next - time)),
  };
}

function opensOn(window: Window, date: number): boolean {
  const day = DAYS.at((date + FIRST_DAY) % DAYS.length);
  return day !== undefined && window.days.includes(day);
}

/** `HH:MM` in milliseconds since midnight, by its digits: to make numbers of strings would cost more than all the rest. */
function sinceMidnight(time: string): number {
  const digit = (at: number) => time.charCodeAt(at) - ZERO;
  return (digit(0) * 600 + digit(1) * 60 + digit(3) * 10 + digit(4)) * MINUTE;
}
