import { describe, expect, it } from '@jest/globals';
import { spreadOf } from '../../../cost/interruptions/spread.ts';

describe('the spread of a figure over many years', () => {
  it('takes its quantiles from the values, whatever their order', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(spreadOf(hundred)).toEqual({ mean: 50.5, median: 50, low: 5, high: 95, most: 100 });
  });

  it('of a single value is that value', () => {
    expect(spreadOf([3])).toEqual({ mean: 3, median: 3, low: 3, high: 3, most: 3 });
  });
});
