import { describe, expect, it } from '@jest/globals';
import { BackOff } from '../../../collector/delivery/back-off.ts';

describe('the back-off', () => {
  it('doubles up to its bound, and begins anew when it is reset', () => {
    const backOff = new BackOff(200, 5000);
    expect(Array.from({ length: 7 }, () => backOff.next())).toEqual([200, 400, 800, 1600, 3200, 5000, 5000]);
    backOff.reset();
    expect(backOff.next()).toBe(200);
  });
});
