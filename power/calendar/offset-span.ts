/**
 * How far the clocks of a time zone are from UTC, by the time zone data that Node brings along.
 *
 * Asking `Intl` takes a microsecond or two, and at most places the answer changes twice a year. So it is asked once for
 * each zone and UTC day that somebody looks at, and remembered.
 */

/** A day, in milliseconds. */
export const DAY = 86_400_000;

const SECOND = 1000;

/** A time in which the clocks of a zone keep one distance from UTC; all in milliseconds. */
export interface OffsetSpan {
  /** What is added to an instant to get the wall time of the zone. */
  readonly offset: number;
  /** The instant at which the span begins: a change of the clocks, or midnight UTC. */
  readonly from: number;
  /** The instant at which it is over, likewise. */
  readonly until: number;
}

/** The spans before and after the change of a day. Without a change the first one lasts all day, and nothing is left. */
interface DayOfSpans {
  readonly before: OffsetSpan;
  readonly after: OffsetSpan;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly days: Map<number, DayOfSpans>;
}

const zones = new Map<string, Zone>();

/**
 * The span that an instant lies in.
 * @param timeZone - an IANA name
 * @param instant - milliseconds since the epoch
 * @throws RangeError when there is no such zone, or the instant is not a time
 */
export function offsetSpan(timeZone: string, instant: number): OffsetSpan {
  const zone = zones.get(timeZone) ?? addZone(timeZone);
  const index = Math.floor(instant / DAY);
  const day = zone.days.get(index) ?? addDay(zone, index);
  return instant < day.before.until ? day.before : day.after;
}

function addZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const zone: Zone = { format, days: new Map() };
  zones.set(timeZone, zone);
  return zone;
}

/**
 * One change at most is looked for in a day: since 1970 no zone has had two within six days (tzdata 2026c; the nearest
 * two are a week apart, in Brazil in 2000).
 */
function addDay(zone: Zone, index: number): DayOfSpans {
  const from = index * DAY;
  const until = from + DAY;
  const first = offsetAt(zone, from);
  const last = offsetAt(zone, until - SECOND);
  const change = first === last ? until : changeWithin(zone, from, until);
  const day = {
    before: { offset: first, from, until: change },
    after: { offset: last, from: change, until },
  };
  zone.days.set(index, day);
  return day;
}

/** The first whole second after `from` with another offset than at `from`, given that there is one before `until`. */
function changeWithin(zone: Zone, from: number, until: number): number {
  const first = offsetAt(zone, from);
  let same = from;
  let other = until;
  while (other - same > SECOND) {
    const middle = same + Math.floor((other - same) / SECOND / 2) * SECOND;
    if (offsetAt(zone, middle) === first) same = middle;
    else other = middle;
  }
  return other;
}

/** Reads `GMT+05:30`; seconds occur in offsets of the past only, and `GMT` alone is UTC in some releases of ICU. */
function offsetAt(zone: Zone, instant: number): number {
  const [, sign, hours = 0, minutes = 0, seconds = 0] =
    /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(zone.format.format(instant)) ?? [];
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * SECOND;
  return sign === '-' ? -size : size;
}
