import { expect, it } from '@jest/globals';
import { describeYears } from '../../../cost/interruptions/results.ts';

it('tells of many years in a line for each figure', () => {
  const always = (value: number) => ({ mean: value, median: value, low: value, high: value, most: value });
  expect(
    describeYears({
      interruptions: { mean: 6.1, median: 6, low: 2, high: 12, most: 15 },
      yearsWithOutage: 0.777,
      outageHours: { mean: 0.25, median: 0.2, low: 0, high: 0.63, most: 1.2 },
      longestOutageHours: 0.2,
      fallbackHours: always(0),
      compute: always(55.194),
      total: always(70.964),
    }).split('\n'),
  ).toEqual([
    'interruptions: 6 (2 to 12)',
    'years with a write outage: 77.7 %',
    'hours of write outage: 0.20 (0 to 0.63)',
    'their mean: 0.25',
    'the longest: 0.20',
    'hours of fallback: 0',
    'dollars of compute, a month: 55.19',
  ]);
});
