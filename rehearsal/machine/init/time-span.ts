/** Milliseconds of each unit that systemd.time(7) knows and that our units use. */
const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * A time span as in `90`, `500ms`, `1min 30s` or `infinity`, in milliseconds; a bare number is seconds.
 *
 * @returns undefined when `text` is none
 */
export function parseTimeSpan(text: string): number | undefined {
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)\s*/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined;
  let total = 0;
  for (const [, amount, unit] of parts) {
    const length = UNITS[unit || 's'];
    if (length === undefined) return undefined;
    total += Number(amount) * length;
  }
  return total;
}
