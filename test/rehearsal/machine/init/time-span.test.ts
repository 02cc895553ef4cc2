import { describe, expect, it } from '@jest/globals';
import { parseTimeSpan } from '../../../../rehearsal/machine/init/time-span.ts';

describe('a time span', () => {
  it.each([
    ['90', 90_000],
    ['0', 0],
    ['500ms', 500],
    ['1.5s', 1500],
    ['1min 30s', 90_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['infinity', Number.POSITIVE_INFINITY],
  ])('%s has %d milliseconds', (text, milliseconds) => {
    expect(parseTimeSpan(text)).toBe(milliseconds);
  });

  it.each(['', 'soon', '5 parsecs', '-1', '1min, 30s'])('%j is none', (text) => {
    expect(parseTimeSpan(text)).toBeUndefined();
  });
});
