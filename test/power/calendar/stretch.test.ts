import { describe, expect, it } from '@jest/globals';
import { stretchAround } from '../../../power/calendar/stretch.ts';
import type { Window } from '../../../power/calendar/window.ts';

const OFFICE: Window = { days: ['fri'], from: '08:05', to: '17:35', timeZone: 'Europe/Berlin' };
const NIGHT: Window = { days: ['fri'], from: '22:00', to: '06:00', timeZone: 'UTC' };

const around = (window: Window, now: string) => {
  const { open, from, until } = stretchAround(window, Date.parse(now));
  return [open, new Date(from).toISOString(), new Date(until).toISOString()];
};

describe('a window', () => {
  it('is closed from midnight, open from its first minute, closed from its last one', () => {
    expect(around(OFFICE, '2026-11-20T07:04:59.999Z')).toEqual([
      false,
      '2026-11-20T00:00:00.000Z',
      '2026-11-20T07:05:00.000Z',
    ]);
    expect(around(OFFICE, '2026-11-20T07:05Z')).toEqual([
      true,
      '2026-11-20T07:05:00.000Z',
      '2026-11-20T16:35:00.000Z',
    ]);
    expect(around(OFFICE, '2026-11-20T16:35Z')).toEqual([
      false,
      '2026-11-20T16:35:00.000Z',
      '2026-11-20T23:00:00.000Z',
    ]);
  });

  it('is closed on other days', () => {
    expect(around(OFFICE, '2026-11-21T12:00Z')[0]).toBe(false);
  });

  it('past midnight is open in the evening of its day and in the morning after', () => {
    expect(around(NIGHT, '2026-11-20T05:00Z')[0]).toBe(false);
    expect(around(NIGHT, '2026-11-20T22:00Z')).toEqual([
      true,
      '2026-11-20T22:00:00.000Z',
      '2026-11-21T00:00:00.000Z',
    ]);
    expect(around(NIGHT, '2026-11-21T05:59Z')).toEqual([
      true,
      '2026-11-21T00:00:00.000Z',
      '2026-11-21T06:00:00.000Z',
    ]);
    expect(around(NIGHT, '2026-11-21T06:00Z')).toEqual([
      false,
      '2026-11-21T06:00:00.000Z',
      '2026-11-21T22:00:00.000Z',
    ]);
    expect(around(NIGHT, '2026-11-21T22:00Z')[0]).toBe(false);
  });

  it('knows the days of the week from before 1970 too', () => {
    expect(around(NIGHT, '1969-12-26T23:00Z')[0]).toBe(true);
    expect(around(NIGHT, '1969-12-25T23:00Z')[0]).toBe(false);
  });
});
