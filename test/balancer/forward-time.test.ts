import { describe, expect, it } from '@jest/globals';
import { forwardTime } from '../../balancer/forward-time.ts';

describe('time that only goes forward', () => {
  it.each([
    ['a clock that goes', [0, 10, 30], [10, 30]],
    [
      'a clock that jumps back, which then counts from there',
      [1_000, 1_010, 500, 505, 600],
      [10, 10, 15, 110],
    ],
    ['a clock that stands', [5, 5, 5], [0, 0]],
  ])('follows %s', (_what, readings, passed) => {
    const left = [...readings];
    const time = forwardTime(() => left.shift() ?? Number.NaN);
    expect(passed.map(() => time())).toEqual(passed);
  });
});
