import { median } from '../power/median.ts';

/** `median 1.62 (1.55 to 1.90)`. */
export function describeSpread(values: readonly number[]): string {
  return `median ${(median(values) ?? Number.NaN).toFixed(2)} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`;
}
