import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextOpening, openWindow } from '../../../power/calendar/open-window.ts';
import { DAYS, parseWindows, type Window } from '../../../power/calendar/window.ts';
import { isWithin } from './wall-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How far the plain definition walks, minute by minute. */
const WALK = 30 * HOUR;

/** Zones, each with a change of its clocks; the last two never change them. */
const ZONES = [
  { timeZone: 'America/New_York', change: '2025-03-09T07:00Z' },
  { timeZone: 'America/New_York', change: '2025-11-02T06:00Z' },
  { timeZone: 'Europe/Berlin', change: '2026-03-29T01:00Z' },
  { timeZone: 'Europe/Berlin', change: '2026-10-25T01:00Z' },
  { timeZone: 'Australia/Lord_Howe', change: '2025-04-05T15:00Z' },
  { timeZone: 'Australia/Lord_Howe', change: '2025-10-04T15:30Z' },
  { timeZone: 'America/Santiago', change: '2025-04-06T03:00Z' },
  { timeZone: 'America/Santiago', change: '2025-09-07T04:00Z' },
  { timeZone: 'Asia/Kathmandu', change: '2024-02-29T00:00Z' },
  { timeZone: 'UTC', change: '2024-12-31T23:59Z' },
] as const;

const time = (last: number) =>
  fc.integer({ min: 0, max: last }).map((minute) => {
    const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) =>
      String(part).padStart(2, '0'),
    );
    return `${hours}:${minutes}`;
  });

const aWindow: fc.Arbitrary<Window> = fc
  .record({
    days: fc.subarray([...DAYS], { minLength: 1 }),
    from: time(24 * 60 - 1),
    to: time(24 * 60),
    timeZone: fc.constantFrom(...ZONES.map((zone) => zone.timeZone)),
  })
  .filter(({ from, to }) => from !== to);

const someWindows = fc.array(aWindow, { maxLength: 4 });

/** Any millisecond within a day and a half of a change of clocks. */
const anInstant = fc
  .tuple(fc.constantFrom(...ZONES), fc.integer({ min: -36 * HOUR, max: 36 * HOUR }))
  .map(([zone, distance]) => Date.parse(zone.change) + distance);

const anyOpen = (windows: readonly Window[], instant: number) =>
  windows.some((window) => isWithin(window, instant));

/** The first whole minute from the given one on, step by step, at which something holds; undefined past the walk. */
function walk(start: number, step: number, holds: (minute: number) => boolean): number | undefined {
  for (let minute = start; Math.abs(minute - start) <= WALK; minute += step) {
    if (holds(minute)) return minute;
  }
  return undefined;
}

describe('any windows at any time', () => {
  it('are open when the clock on the wall shows a time within one of them, and only then', () => {
    fc.assert(
      fc.property(someWindows, anInstant, (windows, now) => {
        const open = openWindow(windows, new Date(now));
        expect(open !== undefined).toBe(anyOpen(windows, now));
        if (open !== undefined) expect(isWithin(open.window, now)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('have been open since the minute after the last closed one, until the next closed one', () => {
    fc.assert(
      fc.property(someWindows, anInstant, (windows, now) => {
        const open = openWindow(windows, new Date(now));
        if (open === undefined) return;
        const minute = Math.floor(now / MINUTE) * MINUTE;
        const isClosed = (each: number) => !anyOpen(windows, each);
        const closedBefore = walk(minute, -MINUTE, isClosed);
        const closedAfter = walk(minute, MINUTE, isClosed);
        if (closedBefore === undefined) expect(Date.parse(open.since)).toBeLessThan(minute - WALK);
        else expect(Date.parse(open.since)).toBe(closedBefore + MINUTE);
        if (closedAfter !== undefined) expect(open.until).toBe(new Date(closedAfter).toISOString());
        else expect(open.until === undefined || Date.parse(open.until) > minute + WALK).toBe(true);
      }),
    );
  });

  it('are open from the first millisecond of a stretch to its last one', () => {
    fc.assert(
      fc.property(someWindows, anInstant, (windows, now) => {
        const open = openWindow(windows, new Date(now));
        // Open for longer than one looks back: there is no first millisecond to be found.
        if (open?.until === undefined || open.since === new Date(0).toISOString()) return;
        const since = Date.parse(open.since);
        const until = Date.parse(open.until);
        const stretch = { since: open.since, until: open.until };
        expect(since).toBeLessThanOrEqual(now);
        expect(now).toBeLessThan(until);
        expect(openWindow(windows, new Date(since))).toMatchObject(stretch);
        expect(openWindow(windows, new Date(until - 1))).toMatchObject(stretch);
        expect(openWindow(windows, new Date(since - 1))).toBeUndefined();
        expect(openWindow(windows, new Date(until))).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('open next at the first minute at which one is open and none was before', () => {
    fc.assert(
      fc.property(someWindows, anInstant, (windows, now) => {
        const next = nextOpening(windows, new Date(now));
        const minute = (Math.floor(now / MINUTE) + 1) * MINUTE;
        const opening = walk(
          minute,
          MINUTE,
          (each) => anyOpen(windows, each) && !anyOpen(windows, each - MINUTE),
        );
        if (opening !== undefined) expect(next).toBe(new Date(opening).toISOString());
        else expect(next === undefined || Date.parse(next) > minute + WALK).toBe(true);
      }),
    );
  });

  it('can be written into a policy and read again', () => {
    fc.assert(
      fc.property(someWindows, (windows) => {
        expect(parseWindows(JSON.parse(JSON.stringify(windows)))).toEqual(windows);
      }),
    );
  });
});
