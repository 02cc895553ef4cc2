import { describe, expect, it } from '@jest/globals';
import { THREE_BROKERS } from '../../../cost/prices/cluster-bill.ts';
import { COMPARED_TYPES, savingOf } from '../../../cost/prices/price-tables.ts';
import { BROKER_SIZES } from '../../../lib/constructs/broker-sizes.ts';

it('compares types that a small broker can be', () => {
  expect(BROKER_SIZES.small).toEqual(expect.arrayContaining([...COMPARED_TYPES]));
});

describe('spot against on demand', () => {
  const savings = (onDemandCount: number) =>
    COMPARED_TYPES.map((type) => savingOf({ ...THREE_BROKERS, type }, onDemandCount));

  it('saves at least 60 % of compute with the best of the types, all three on spot', () => {
    expect(Math.max(...savings(0).map(({ ofCompute }) => ofCompute))).toBeGreaterThanOrEqual(0.6);
  });

  it('saves two thirds of that with one broker on demand, and nothing with three', () => {
    const [none, one, all] = [savings(0), savings(1), savings(3)];
    for (const [index, { ofCompute }] of none.entries()) {
      expect(one[index]?.ofCompute).toBeCloseTo((2 / 3) * ofCompute, 10);
      expect(all[index]?.ofCompute).toBe(0);
    }
  });

  it('saves less of the whole bill than of compute, since the rest costs the same', () => {
    for (const { ofCompute, ofTotal } of savings(0)) {
      expect(ofTotal).toBeGreaterThan(0);
      expect(ofTotal).toBeLessThan(ofCompute);
    }
  });
});
