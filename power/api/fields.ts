import { PowerError } from '../errors.ts';
import type { Caller } from '../items.ts';
import { isAfter, later } from '../time.ts';
import type { ApiRequest } from './api.ts';

/** What a request says, by name. */
export type Fields = Readonly<Record<string, unknown>>;

/** Bytes; a request of ours is far smaller. */
const MAX_BODY = 4096;

/** Characters; what is longer is no reason but a story. */
const MAX_REASON = 200;

/** How long one may ask for at once, in minutes: a week, and visitors a quarter of an hour, as the bill is not theirs. */
const MAX_MINUTES: Record<Caller, number> = { person: 10_080, service: 10_080, visitor: 15 };

/** Transitions that are shown at once. */
const HISTORY = { usual: 20, most: 500 };

/**
 * Reads the body, and from the query what the body does not have. Whatever else a query may carry is ignored, as links to a
 * page collect all sorts of things on their way.
 *
 * @param allowed - names that the route knows; `target` always is
 * @throws PowerError `too-large`, `bad-json`, `bad-request`
 */
export function readFields(request: ApiRequest, allowed: readonly string[]): Fields {
  const fields = parseBody(request);
  const names = ['target', ...allowed];
  const unknown = Object.keys(fields).filter((name) => !names.includes(name));
  if (unknown.length === 0) {
    const asked = Object.entries(request.query ?? {}).filter(([name]) => names.includes(name));
    return { ...Object.fromEntries(asked), ...fields };
  }
  throw new PowerError('bad-request', `Unknown here: ${unknown.join(', ')}. Allowed: ${names.join(', ')}.`);
}

/** Why, on one line, without control characters: it is shown on terminals and pages. */
export function reasonField({ reason = '' }: Fields): string {
  if (typeof reason === 'string' && reason.length <= MAX_REASON)
    return reason.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  throw new PowerError('bad-request', `reason must be a text of at most ${MAX_REASON} characters.`);
}

/** A positive number of minutes, as a number or, from a form, as text; undefined if there is none. */
export function minutesField({ minutes }: Fields, by: Caller): number | undefined {
  if (minutes === undefined || minutes === '') return undefined;
  const given = typeof minutes === 'string' ? Number(minutes) : minutes;
  if (typeof given === 'number' && given > 0 && given <= MAX_MINUTES[by]) return given;
  throw new PowerError(
    'bad-request',
    `minutes is ${JSON.stringify(minutes)}; a ${by} may ask for more than 0 and at most ${MAX_MINUTES[by]}.`,
  );
}

/**
 * The instant up to which something is asked for: `minutes` from now, or `until` as ISO-8601 with its offset from UTC.
 *
 * @throws PowerError `bad-request`, also for an instant that is past or too far away
 */
export function untilField(fields: Fields, by: Caller, now: Date): string {
  const minutes = minutesField(fields, by);
  const { until } = fields;
  if (until === undefined && minutes !== undefined) return later(now, minutes * 60);
  const given = JSON.stringify({ minutes: fields.minutes, until });
  if (until === undefined || minutes !== undefined) {
    throw new PowerError('bad-request', `Give either minutes or until; given was ${given}.`);
  }
  const instant = instantField(until);
  const latest = later(now, MAX_MINUTES[by] * 60);
  if (instant !== undefined && isAfter(instant, now) && !isAfter(instant, latest)) return instant;
  throw new PowerError(
    'bad-request',
    `until is ${JSON.stringify(until)}; a ${by} may ask for an instant after ${now.toISOString()} (now) and at most ${latest}, such as 2026-11-21T18:00:00Z.`,
  );
}

/** An instant with its offset from UTC; undefined if it is none. */
export function instantField(given: unknown): string | undefined {
  if (typeof given !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(given))
    return undefined;
  const milliseconds = Date.parse(given);
  // Date.parse takes 30 February for 2 March.
  const day = new Date(`${given.slice(0, 10)}T00:00Z`);
  if (Number.isNaN(milliseconds) || Number.isNaN(day.getTime())) return undefined;
  return day.toISOString().startsWith(given.slice(0, 10)) ? new Date(milliseconds).toISOString() : undefined;
}

/** The id of a lease; `wake` is what wakes are kept under. */
export function leaseIdField({ id }: Fields): string {
  if (typeof id === 'string' && /^[\w.-]{1,64}$/.test(id) && id !== 'wake') return id;
  throw new PowerError(
    'bad-request',
    `id is ${JSON.stringify(id)}; give a lease 1 to 64 letters, digits, dots, dashes or underscores, and another name than wake.`,
  );
}

/** How many transitions to show. */
export function limitField({ limit = HISTORY.usual }: Fields): number {
  const given = typeof limit === 'string' ? Number(limit) : limit;
  if (typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= HISTORY.most)
    return given;
  throw new PowerError(
    'bad-request',
    `limit is ${JSON.stringify(limit)}; give a whole number from 1 to ${HISTORY.most}.`,
  );
}

function parseBody({ body = '', contentType = '' }: ApiRequest): Fields {
  const bytes = Buffer.byteLength(body);
  if (bytes > MAX_BODY) {
    throw new PowerError('too-large', `The body has ${bytes} bytes; at most ${MAX_BODY} are allowed.`);
  }
  if (body === '') return {};
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(body));
  const value = parseJson(body);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new PowerError('bad-request', 'The body must be a JSON object such as {"target":"kafka"}.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PowerError('bad-json', 'The body is not JSON; for a form, say so in content-type.', { cause });
  }
}
