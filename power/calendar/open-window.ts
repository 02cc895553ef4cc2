/** Which window is open, since when and until when; and when the next one opens. */
import { DAY } from './offset-span.ts';
import { type Stretch, stretchAround } from './stretch.ts';
import type { Window } from './window.ts';

/** Windows that follow one another without a pause, or overlap, as one; instants in ISO-8601 UTC. */
export interface OpenWindow {
  /** When the first of them opened; the beginning of 1970 if they have been open for longer than one can look back. */
  readonly since: string;
  /** The first instant at which none of them is open; undefined if there is no end in sight: they are always open. */
  readonly until: string | undefined;
  /** The first of the given ones that is open now. */
  readonly window: Window;
}

/**
 * How far to look for the next change. Windows repeat weekly, so what lasts longer lasts for ever. Two weeks, because clocks
 * that go forward can skip one pause or one window a week; and a day for the hours that clocks are moved by.
 */
const HORIZON = 15 * DAY;

/** Before any instant that somebody compares it with. */
const ALWAYS = new Date(0).toISOString();

/**
 * The window that is open, if one is.
 *
 * A window is open while the clock on the wall of its zone shows a time within it, nothing else: as AWS's
 * Instance Scheduler does, but that one also runs through a pause of a single minute. When clocks change, that means:
 * - Clocks go forward from 02:00 to 03:00: `02:30`–`04:00` opens at 03:00, the instant of the change; `01:00`–`02:30`
 *   closes at it; `02:15`–`02:45` does not open that day.
 * - Clocks go back from 02:00 to 01:00: `01:00`–`01:30` is open twice, an hour apart; `00:30`–`01:30` too, the second
 *   time from 01:00; `01:30`–`02:30` closes at the change and opens again half an hour later; `00:00`–`02:00` is open
 *   for three hours.
 * - A window past midnight belongs to the day on which it opens, and runs on until the clock shows `to`.
 *
 * @param windows - as `parseWindows` returns them
 */
export function openWindow(windows: readonly Window[], now: Date): OpenWindow | undefined {
  const instant = now.getTime();
  const window = windows.find((each) => stretchAround(each, instant).open);
  if (window === undefined) return undefined;
  return {
    since: isoText(lastChange(windows, instant)) ?? ALWAYS,
    until: isoText(nextChange(windows, instant)),
    window,
  };
}

/**
 * The first instant after `now` at which a window opens and none was open before, in ISO-8601 UTC; undefined if there
 * are no windows, or always an open one.
 */
export function nextOpening(windows: readonly Window[], now: Date): string | undefined {
  const instant = now.getTime();
  const closed = stretchAroundAll(windows, instant).open ? nextChange(windows, instant) : instant;
  return closed === undefined ? undefined : isoText(nextChange(windows, closed));
}

/** Whether a window is open at every instant: of whatever has such windows, nobody expects that it ever sleeps. */
export function isAlwaysOpen(windows: readonly Window[], now: Date): boolean {
  const open = openWindow(windows, now);
  return open !== undefined && open.until === undefined;
}

/** The first instant after the given one at which the windows as a whole open or close, as far as one looks. */
function nextChange(windows: readonly Window[], instant: number): number | undefined {
  const now = stretchAroundAll(windows, instant);
  let stretch = now;
  while (stretch.until - instant <= HORIZON) {
    const next = stretchAroundAll(windows, stretch.until);
    if (next.open !== now.open) return stretch.until;
    stretch = next;
  }
  return undefined;
}

/** The last instant, up to the given one, at which the windows as a whole opened or closed, as far as one looks. */
function lastChange(windows: readonly Window[], instant: number): number | undefined {
  const now = stretchAroundAll(windows, instant);
  let stretch = now;
  while (instant - stretch.from <= HORIZON) {
    const previous = stretchAroundAll(windows, stretch.from - 1);
    if (previous.open !== now.open) return stretch.from;
    stretch = previous;
  }
  return undefined;
}

/** What is common to the stretches of all windows: open if one of them is. Without windows it is closed for ever. */
function stretchAroundAll(windows: readonly Window[], instant: number): Stretch {
  let open = false;
  let from = -Infinity;
  let until = Infinity;
  for (const window of windows) {
    const stretch = stretchAround(window, instant);
    open ||= stretch.open;
    from = Math.max(from, stretch.from);
    until = Math.min(until, stretch.until);
  }
  return { open, from, until };
}

function isoText(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString();
}
