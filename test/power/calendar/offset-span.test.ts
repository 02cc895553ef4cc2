import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { offsetSpan } from '../../../power/calendar/offset-span.ts';

const HOUR = 3_600_000;

const at = (text: string) => Date.parse(text);

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the clocks of a zone', () => {
  it.each([
    ['UTC', '2026-11-20T12:00Z', 0],
    ['Europe/Berlin', '2026-11-20T12:00Z', 1],
    ['Europe/Berlin', '2026-07-20T12:00Z', 2],
    ['America/St_Johns', '2026-11-20T12:00Z', -3.5],
    ['Asia/Kathmandu', '2026-11-20T12:00Z', 5.75],
    ['Pacific/Kiritimati', '2026-11-20T12:00Z', 14],
    ['Pacific/Pago_Pago', '2026-11-20T12:00Z', -11],
    ['America/New_York', '1880-01-01T12:00Z', -(4 + 56 / 60 + 2 / 3600)],
  ])('in %s are ahead of UTC at %s by %d hours', (timeZone, instant, hours) => {
    expect(offsetSpan(timeZone, at(instant)).offset).toBe(Math.round(hours * HOUR));
  });

  it('keep one distance all day when nothing changes', () => {
    const day = { offset: HOUR, from: at('2026-11-20T00:00Z'), until: at('2026-11-21T00:00Z') };
    expect(offsetSpan('Europe/Berlin', at('2026-11-20T00:00Z'))).toEqual(day);
    expect(offsetSpan('Europe/Berlin', at('2026-11-20T23:59:59.999Z'))).toEqual(day);
  });

  it.each([
    ['America/New_York', '2025-03-09T07:00:00Z', -5, -4],
    ['America/New_York', '2025-11-02T06:00:00Z', -4, -5],
    ['Australia/Lord_Howe', '2025-10-04T15:30:00Z', 10.5, 11],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', -10, 14],
    ['Africa/Monrovia', '1972-01-07T00:44:30Z', -44.5 / 60, 0],
  ])('in %s change at %s sharp', (timeZone, change, before, after) => {
    const midnight = at(`${change.slice(0, 10)}T00:00Z`);
    const first = { offset: before * HOUR, from: midnight, until: at(change) };
    const second = { offset: after * HOUR, from: at(change), until: midnight + 24 * HOUR };
    expect(offsetSpan(timeZone, midnight)).toEqual(first);
    expect(offsetSpan(timeZone, at(change) - 1)).toEqual(first);
    expect(offsetSpan(timeZone, at(change))).toEqual(second);
    expect(offsetSpan(timeZone, midnight + 24 * HOUR - 1)).toEqual(second);
  });

  it('may change at midnight UTC, which parts two days', () => {
    const first = { offset: 0, from: at('2008-05-31T00:00Z'), until: at('2008-06-01T00:00Z') };
    const second = { offset: HOUR, from: at('2008-06-01T00:00Z'), until: at('2008-06-02T00:00Z') };
    expect(offsetSpan('Africa/Casablanca', at('2008-05-31T23:59:59.999Z'))).toEqual(first);
    expect(offsetSpan('Africa/Casablanca', at('2008-06-01T00:00Z'))).toEqual(second);
  });

  it('are asked for once for each zone and day', () => {
    const made = jest.spyOn(Intl, 'DateTimeFormat');
    const morning = offsetSpan('Asia/Tokyo', at('2026-11-20T01:00Z'));
    expect(offsetSpan('Asia/Tokyo', at('2026-11-20T13:00Z'))).toBe(morning);
    expect(offsetSpan('Asia/Tokyo', at('2026-11-21T01:00Z'))).not.toBe(morning);
    expect(made).toHaveBeenCalledTimes(1);
  });

  it('are unknown where there is no such zone, and at no time', () => {
    expect(() => offsetSpan('Europe/Atlantis', 0)).toThrow(RangeError);
    expect(() => offsetSpan('UTC', Number.NaN)).toThrow(RangeError);
  });
});
