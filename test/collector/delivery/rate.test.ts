import { describe, expect, it } from '@jest/globals';
import { Rate } from '../../../collector/delivery/rate.ts';

describe('a rate', () => {
  it('is what comes per second after a while, and fades when nothing comes', () => {
    const rate = new Rate();
    expect(rate.perSecond(0)).toBe(0);
    for (let second = 0; second < 300; second += 1) rate.add(1000, second * 1000);
    expect(rate.perSecond(299_000)).toBeCloseTo(1017, 0);
    expect(rate.perSecond(329_000)).toBeCloseTo(1017 / Math.E, 0);
    expect(rate.perSecond(900_000)).toBeLessThan(1);
  });
});
