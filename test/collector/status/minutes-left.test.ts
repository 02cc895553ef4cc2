import { describe, expect, it } from '@jest/globals';
import { minutesLeft } from '../../../collector/status/minutes-left.ts';

describe('minutes until the buffer is full', () => {
  it.each([
    ['half full, filling in ten minutes', { usedBytes: 300e6, limitBytes: 600e6 }, 500e3, 10],
    ['full', { usedBytes: 600e6, limitBytes: 600e6 }, 500e3, 0],
    ['more than full, as Redis allows for a moment', { usedBytes: 601e6, limitBytes: 600e6 }, 500e3, 0],
    ['nothing is appended', { usedBytes: 1e6, limitBytes: 600e6 }, 0, undefined],
    ['a trickle', { usedBytes: 1e6, limitBytes: 600e6 }, 99, undefined],
    ['a Redis without a limit', { usedBytes: 1e6, limitBytes: 0 }, 500e3, undefined],
  ])('%s', (_, depth, rate, minutes) => {
    expect(minutesLeft(depth, rate)).toBe(minutes);
  });
});
