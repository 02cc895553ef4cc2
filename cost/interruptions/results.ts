import { dollars, hours, percent } from '../text/figures.ts';
import type { Spread } from './spread.ts';
import type { YearsSummary } from './summarise.ts';

/** What is told of many years, in this order. `6 (2 to 12)` is the median, and what nine years of ten lie between. */
export const RESULTS: readonly {
  readonly name: string;
  readonly text: (summary: YearsSummary) => string;
}[] = [
  { name: 'interruptions', text: ({ interruptions }) => between(interruptions, String) },
  { name: 'years with a write outage', text: ({ yearsWithOutage }) => percent(yearsWithOutage, 1) },
  { name: 'hours of write outage', text: ({ outageHours }) => between(outageHours, hours) },
  { name: 'their mean', text: ({ outageHours }) => hours(outageHours.mean) },
  { name: 'the longest', text: ({ longestOutageHours }) => hours(longestOutageHours) },
  { name: 'hours of fallback', text: ({ fallbackHours }) => between(fallbackHours, hours) },
  { name: 'dollars of compute, a month', text: ({ compute }) => between(compute, dollars) },
];

/** A line for each figure. */
export function describeYears(summary: YearsSummary): string {
  return RESULTS.map(({ name, text }) => `${name}: ${text(summary)}`).join('\n');
}

function between({ median, low, high }: Spread, text: (value: number) => string): string {
  const [middle, least, most] = [median, low, high].map(text);
  return least === most ? `${middle}` : `${middle} (${least} to ${most})`;
}
