import { describe, expect, it } from '@jest/globals';
import { StartLimit } from '../../../../rehearsal/machine/init/start-limit.ts';

describe('the start limit', () => {
  it('admits so many starts within the interval, and more as time passes', () => {
    const limit = new StartLimit();
    const admitted = [0, 10, 20, 99, 100, 105].map((now) => limit.admits({ burst: 2, interval: 100 }, now));
    expect(admitted).toEqual([true, true, false, false, true, false]);
  });

  it('of no time at all is none, as systemd.unit(5) says', () => {
    const limit = new StartLimit();
    expect([5, 5, 5].map((now) => limit.admits({ burst: 1, interval: 0 }, now))).toEqual([true, true, true]);
  });
});
