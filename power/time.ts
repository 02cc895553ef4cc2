/** Where the present comes from: the system's clock in a function, a hand-moved one in a test. */
export type Clock = () => Date;

/** An instant as the table stores it (ISO-8601 UTC) or as a clock gives it. */
export type Instant = string | Date;

/** The instant `seconds` after `from`, as the table stores it. */
export function later(from: Instant, seconds: number): string {
  return new Date(millis(from) + seconds * 1000).toISOString();
}

/** Seconds from one instant to another; negative when `to` is the earlier one. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (millis(to) - millis(from)) / 1000;
}

/** Whether `a` lies after `b`. */
export function isAfter(a: Instant, b: Instant): boolean {
  return millis(a) > millis(b);
}

/** The later one of two instants. */
export function latest(a: string, b: string): string {
  return isAfter(b, a) ? b : a;
}

/** The earlier one of two instants. */
export function earliest(a: string, b: string): string {
  return isAfter(a, b) ? b : a;
}

/** An instant as DynamoDB's TTL wants it. */
export function epochSeconds(instant: Instant): number {
  return Math.ceil(millis(instant) / 1000);
}

const UNITS = [
  { seconds: 86_400, name: 'd' },
  { seconds: 3_600, name: 'h' },
  { seconds: 60, name: 'min' },
  { seconds: 1, name: 's' },
] as const;

/** A length of time as people say it, in its two largest units: `45 s`, `5 min`, `1 h 20 min`, `7 d`. */
export function durationText(seconds: number): string {
  let rest = Math.max(0, Math.floor(seconds));
  const words: string[] = [];
  for (const unit of UNITS) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0) words.push(`${count} ${unit.name}`);
    else if (words.length > 0) break;
    if (words.length === 2) break;
  }
  return words.join(' ') || '0 s';
}

/** An instant as people say it beside `now`: `03:10 UTC`, with the date in front on another day. */
export function instantText(instant: string, now: Date): string {
  const [day = '', time = ''] = new Date(instant).toISOString().split('T');
  const clock = `${time.slice(0, 5)} UTC`;
  return day === now.toISOString().slice(0, 10) ? clock : `${day} ${clock}`;
}

function millis(instant: Instant): number {
  return typeof instant === 'string' ? Date.parse(instant) : instant.getTime();
}
