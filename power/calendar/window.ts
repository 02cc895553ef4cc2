/** Windows: the times of the week at which a target is awake by the calendar. */
import { inspect } from 'node:util';
import { PowerError } from '../errors.ts';

/** The days of the week in their order. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Day = (typeof DAYS)[number];

/**
 * A time of the day, on some days of the week, by the clocks on the wall of a time zone. `openWindow` says what that
 * means on the days on which clocks change.
 */
export interface Window {
  /** The days on which it opens, each once. A window past midnight closes on the day after. */
  readonly days: readonly Day[];
  /** When it opens: `HH:MM`, from `00:00` to `23:59`. */
  readonly from: string;
  /**
   * When it closes: `HH:MM`, from `00:00` to `24:00`; this minute is no longer within. Earlier than `from` it is on the
   * next day. The same as `from` is refused: a whole day is `00:00` to `24:00`.
   */
  readonly to: string;
  /** An IANA name, such as `Europe/Berlin` or `UTC`. Not an offset, which would know nothing of daylight saving. */
  readonly timeZone: string;
}

/** With as many, each on seven days and in the zone with the longest name, a policy is still an SSM parameter of 4 KB. */
const MOST = 30;

const KEYS = ['days', 'from', 'to', 'timeZone'] as const;

const EXAMPLE: Window = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '08:00',
  to: '18:30',
  timeZone: 'Europe/Berlin',
};

/**
 * Reads the windows of a policy.
 * @param value - an array of windows; an empty one means that the calendar keeps nothing awake
 * @throws PowerError `bad-policy`
 */
export function parseWindows(value: unknown): readonly Window[] {
  if (!Array.isArray(value)) {
    throw bad(`has windows ${shown(value)}; allowed is an array such as ${shown([EXAMPLE])}`);
  }
  if (value.length > MOST) {
    throw bad(`has ${value.length} windows; allowed are ${MOST}, and a window can have several days`);
  }
  return value.map((window: unknown, index) => parseWindow(window, `window ${index + 1} of ${value.length}`));
}

function parseWindow(value: unknown, which: string): Window {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad(`has as ${which} ${shown(value)}; allowed is an object such as ${shown(EXAMPLE)}`);
  }
  const fields: Record<string, unknown> = { ...value };
  const unknown = Object.keys(fields).filter((key) => !KEYS.some((known) => known === key));
  if (unknown.length > 0) {
    throw bad(`has ${unknown.join(', ')} in ${which}; allowed are ${KEYS.join(', ')}`);
  }
  const { from, to } = fields;
  if (!isTime(from)) {
    throw bad(`has from ${shown(from)} in ${which}; allowed is HH:MM, from '00:00' to '23:59'`);
  }
  if (!isTime(to) && to !== '24:00') {
    throw bad(`has to ${shown(to)} in ${which}; allowed is HH:MM, from '00:00' to '24:00'`);
  }
  if (from === to) {
    throw bad(
      `has from and to ${shown(from)} in ${which}; they must differ, and a whole day is from '00:00' to '24:00'`,
    );
  }
  return { days: parseDays(fields['days'], which), from, to, timeZone: parseZone(fields['timeZone'], which) };
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

function parseDays(value: unknown, which: string): readonly Day[] {
  const allowed = `one or more of ${DAYS.join(', ')}`;
  if (!Array.isArray(value) || value.length === 0) {
    throw bad(`has days ${shown(value)} in ${which}; allowed is an array with ${allowed}`);
  }
  return value.map((given: unknown, index) => {
    const day = DAYS.find((known) => known === given);
    if (day === undefined) throw bad(`has day ${shown(given)} in ${which}; allowed are ${allowed}`);
    if (value.indexOf(given) < index)
      throw bad(`has day ${shown(given)} twice in ${which}; name each day once`);
    return day;
  });
}

/** Zones that were found to exist: to ask `Intl` takes long, and a policy is read at each tick. */
const knownZones = new Set<string>();

/** `Intl` would take offsets too, in some releases of Node and not in others. */
function parseZone(value: unknown, which: string): string {
  if (typeof value === 'string' && knownZones.has(value)) return value;
  const refusal = `has timeZone ${shown(value)} in ${which}; allowed is an IANA name such as 'Europe/Berlin' or 'UTC'`;
  if (typeof value !== 'string' || /^[+-]/.test(value)) throw bad(refusal);
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: value });
  } catch (cause) {
    throw bad(refusal, cause);
  }
  knownZones.add(value);
  return value;
}

/** What was given, and no more of it than a message can bear. */
function shown(value: unknown): string {
  const text = inspect(value, { depth: 3, breakLength: Infinity });
  return text.length <= 120 ? text : `${text.slice(0, 120)}…`;
}

function bad(what: string, cause?: unknown): PowerError {
  return new PowerError('bad-policy', `The policy ${what}. Correct the configuration and deploy again.`, {
    cause,
  });
}
