/** The value in the middle, or halfway between the two in the middle; undefined if there is none. */
export function median(values: readonly number[]): number | undefined {
  const half = values.length / 2;
  const middle = values.toSorted((a, b) => a - b).slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  if (middle.length === 0) return undefined;
  return middle.reduce((sum, value) => sum + value) / middle.length;
}
