/** The value in the middle, or halfway between the two in the middle; undefined if there is none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) return undefined;
  return Number.isInteger(middle) ? (low + high) / 2 : high;
}
