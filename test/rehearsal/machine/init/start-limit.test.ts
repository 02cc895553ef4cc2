import { describe, expect, it } from '@jest/globals';
import { StartLimit } from '../../../../rehearsal/machine/init/start-limit.ts';

describe('the start limit', () => {
  it('admits so many starts within the interval, and more as time passes', () => {
    const limit = new StartLimit();
    const admitted = [0, 10, 20, 99, 100, 105].map((now) => limit.admits({ burst: 2, interval: 100 }, now));
    expect(admitted).toEqual([true, true, false, false, true, false]);
  });
});
