/** How a figure is spread over many years. */
export interface Spread {
  readonly mean: number;
  readonly median: number;
  /** 5 of 100 years have less or as much. */
  readonly low: number;
  /** 95 of 100 years have less or as much. */
  readonly high: number;
  readonly most: number;
}

/** The spread of at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  return {
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.05),
    high: quantile(sorted, 0.95),
    most: quantile(sorted, 1),
  };
}

/** The smallest value that so large a share of all values does not exceed (nearest rank), so it is one of them. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
