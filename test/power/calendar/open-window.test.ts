import { describe, expect, it } from '@jest/globals';
import { isAlwaysOpen, nextOpening, openWindow } from '../../../power/calendar/open-window.ts';
import type { Window } from '../../../power/calendar/window.ts';
import { writtenWindows } from './written-windows.ts';

/** All week in New York, but for an hour on Sunday that clocks skip once a year. */
const ALL_BUT_AN_HOUR = writtenWindows(
  'America/New_York',
  'mon-sat 00:00-24:00',
  'sun 00:00-02:00',
  'sun 03:00-24:00',
);

const OFFICE = writtenWindows('Europe/Berlin', 'mon-fri 08:00-18:00');

const ALWAYS = writtenWindows('Europe/Berlin', 'mon-sun 00:00-24:00');

const open = (windows: readonly Window[], now: string) => openWindow(windows, new Date(now));

const stretch = (windows: readonly Window[], now: string) => {
  const { since, until } = open(windows, now) ?? {};
  return { since, until };
};

describe('office hours in Berlin', () => {
  it('are open on a Friday in November, and say since when and until when in UTC', () => {
    expect(open(OFFICE, '2026-11-20T12:34:56.789Z')).toEqual({
      since: '2026-11-20T07:00:00.000Z',
      until: '2026-11-20T17:00:00.000Z',
      window: OFFICE[0],
    });
  });

  it('are open from their first minute on, and no longer in the one at which they end', () => {
    expect(open(OFFICE, '2026-11-20T06:59:59.999Z')).toBeUndefined();
    expect(open(OFFICE, '2026-11-20T07:00:00.000Z')).toBeDefined();
    expect(open(OFFICE, '2026-11-20T16:59:59.999Z')).toBeDefined();
    expect(open(OFFICE, '2026-11-20T17:00:00.000Z')).toBeUndefined();
  });

  it('open an hour earlier in UTC when it is summer in Berlin', () => {
    expect(stretch(OFFICE, '2026-07-15T12:00Z').since).toBe('2026-07-15T06:00:00.000Z');
  });

  it('open on Monday when it is Friday, whether they are still open or not', () => {
    expect(nextOpening(OFFICE, new Date('2026-11-20T12:00Z'))).toBe('2026-11-23T07:00:00.000Z');
    expect(nextOpening(OFFICE, new Date('2026-11-20T17:00Z'))).toBe('2026-11-23T07:00:00.000Z');
  });

  it('open next week, and not now, at the instant at which they open', () => {
    expect(nextOpening(OFFICE, new Date('2026-11-23T06:59:59.999Z'))).toBe('2026-11-23T07:00:00.000Z');
    expect(nextOpening(OFFICE, new Date('2026-11-23T07:00Z'))).toBe('2026-11-24T07:00:00.000Z');
  });
});

describe('several windows', () => {
  it('of different zones are one stretch when they touch', () => {
    const follow = [
      ...writtenWindows('Europe/Berlin', 'mon-fri 08:00-18:00'),
      ...writtenWindows('Asia/Kolkata', 'mon-fri 09:30-12:30'),
      ...writtenWindows('America/New_York', 'mon-fri 12:00-20:00'),
    ];
    expect(open(follow, '2026-11-20T12:00Z')).toEqual({
      since: '2026-11-20T04:00:00.000Z',
      until: '2026-11-21T01:00:00.000Z',
      window: follow[0],
    });
  });

  it('of different zones come apart in the week in which only one of them has changed its clocks', () => {
    const relay = [
      ...writtenWindows('America/New_York', 'mon-fri 12:00-18:00'),
      ...writtenWindows('Europe/Berlin', 'tue-sat 00:00-08:00'),
    ];
    expect(stretch(relay, '2026-10-20T20:00Z')).toEqual({
      since: '2026-10-20T16:00:00.000Z',
      until: '2026-10-21T06:00:00.000Z',
    });
    expect(stretch(relay, '2026-10-27T20:00Z')).toEqual({
      since: '2026-10-27T16:00:00.000Z',
      until: '2026-10-27T22:00:00.000Z',
    });
    expect(nextOpening(relay, new Date('2026-10-27T20:00Z'))).toBe('2026-10-27T23:00:00.000Z');
  });

  it('name the first one that is open', () => {
    const both = writtenWindows('UTC', 'mon-fri 08:00-13:00', 'mon-fri 12:00-18:00', 'fri 09:00-18:00');
    expect(open(both, '2026-11-20T12:30Z')?.window).toBe(both[0]);
    expect(open(both, '2026-11-20T13:00Z')?.window).toBe(both[1]);
  });
});

describe('what has no end in sight', () => {
  it('is a window of all day and every day, open since ever', () => {
    expect(stretch(ALWAYS, '2026-11-20T12:00Z')).toEqual({
      since: '1970-01-01T00:00:00.000Z',
      until: undefined,
    });
    expect(nextOpening(ALWAYS, new Date('2026-11-20T12:00Z'))).toBeUndefined();
  });

  it('is not a pause a week that clocks skip: the stretch is two weeks long', () => {
    const twoWeeks = { since: '2025-03-02T08:00:00.000Z', until: '2025-03-16T06:00:00.000Z' };
    expect(stretch(ALL_BUT_AN_HOUR, '2025-03-02T08:00Z')).toEqual(twoWeeks);
    expect(stretch(ALL_BUT_AN_HOUR, '2025-03-09T12:00Z')).toEqual(twoWeeks);
    expect(stretch(ALL_BUT_AN_HOUR, '2025-03-16T05:59Z')).toEqual(twoWeeks);
  });

  it('is not a window a week that clocks skip: it opens in two weeks', () => {
    const skipped = writtenWindows('America/New_York', 'sun 02:15-02:45');
    expect(nextOpening(skipped, new Date('2025-03-02T07:15Z'))).toBe('2025-03-16T06:15:00.000Z');
  });

  it('is the calendar without a window, which never opens', () => {
    expect(open([], '2026-11-20T12:00Z')).toBeUndefined();
    expect(nextOpening([], new Date('2026-11-20T12:00Z'))).toBeUndefined();
  });
});

describe('windows that are always open', () => {
  it('are those with no end in sight, and no others', () => {
    const now = new Date('2026-11-20T12:00:00Z');
    expect(isAlwaysOpen(ALWAYS, now)).toBe(true);
    expect(isAlwaysOpen(ALL_BUT_AN_HOUR, now)).toBe(false);
    expect(isAlwaysOpen(OFFICE, now)).toBe(false);
    expect(isAlwaysOpen([], now)).toBe(false);
  });
});
