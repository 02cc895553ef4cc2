import { describe, expect, it } from '@jest/globals';
import { summarise } from '../../../cost/interruptions/summarise.ts';
import type { ClusterYear } from '../../../cost/interruptions/tally.ts';
import { monthlyBill, THREE_BROKERS } from '../../../cost/prices/cluster-bill.ts';
import { QUIET_YEAR } from './quiet-year.ts';

const BAD: ClusterYear = {
  ...QUIET_YEAR,
  interruptions: 4,
  outages: 2,
  outageHours: 0.5,
  longestOutageHours: 0.3,
  fallbackHours: 2,
};

describe('the sum of many years', () => {
  it('tells how many had an outage, and the longest of all', () => {
    const summary = summarise([QUIET_YEAR, BAD, QUIET_YEAR, QUIET_YEAR], THREE_BROKERS);
    expect(summary.yearsWithOutage).toBe(0.25);
    expect(summary.longestOutageHours).toBe(0.3);
    expect(summary.outageHours).toMatchObject({ mean: 0.125, median: 0, most: 0.5 });
    expect(summary.interruptions).toMatchObject({ mean: 1, median: 0, most: 4 });
  });

  it('has the month of a quiet year cost what a month costs', () => {
    const { compute, total } = summarise([QUIET_YEAR], THREE_BROKERS);
    expect(compute.median).toBeCloseTo(monthlyBill(THREE_BROKERS, 1).compute, 9);
    expect(total.median).toBeCloseTo(monthlyBill(THREE_BROKERS, 1).total, 9);
  });
});
