import { describe, expect, it } from '@jest/globals';
import { durationText, instantText, isAfter, later, latest, secondsBetween } from '../../power/time.ts';

describe('time', () => {
  it.each([
    [-5, '0 s'],
    [0.9, '0 s'],
    [45, '45 s'],
    [60, '1 min'],
    [372, '6 min 12 s'],
    [3600, '1 h'],
    [3601, '1 h'],
    [4800, '1 h 20 min'],
    [604_800, '7 d'],
    [90_061, '1 d 1 h'],
  ])('%d seconds are said as %s', (seconds, text) => expect(durationText(seconds)).toBe(text));

  it('is said with the date only on another day', () => {
    const now = new Date('2026-11-21T03:00:00.000Z');
    expect(instantText('2026-11-21T23:59:59.000Z', now)).toBe('23:59 UTC');
    expect(instantText('2026-11-22T00:00:00.000Z', now)).toBe('2026-11-22 00:00 UTC');
  });

  it('is compared and moved whether it comes from a clock or from the table', () => {
    const instant = '2026-11-21T03:00:00.000Z';
    expect(later(new Date(instant), 90)).toBe('2026-11-21T03:01:30.000Z');
    expect(secondsBetween(instant, new Date('2026-11-21T02:59:59.500Z'))).toBe(-0.5);
    expect(isAfter(instant, instant)).toBe(false);
    expect(latest(instant, later(instant, 1))).toBe(later(instant, 1));
    expect(latest(later(instant, 1), instant)).toBe(later(instant, 1));
  });
});
