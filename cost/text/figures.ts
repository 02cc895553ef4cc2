/** `12.30`: US dollars. */
export function dollars(value: number): string {
  return value.toFixed(2);
}

/** `67 %` of a share between 0 and 1, with as many decimals as asked for. */
export function percent(share: number, decimals = 0): string {
  return `${(share * 100).toFixed(decimals)} %`;
}

/** `0.26` hours; two figures below a tenth, since a write outage of minutes counts. */
export function hours(value: number): string {
  if (value === 0) return '0';
  if (value < 0.1) return value.toPrecision(2);
  return value.toFixed(value < 10 ? 2 : 0);
}
