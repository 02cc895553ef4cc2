import { PowerError } from '../errors.ts';
import type { Caller } from '../items.ts';
import type { ApiRequest } from './api.ts';

/** What a request says, by name. */
export type Fields = Readonly<Record<string, unknown>>;

/** Bytes; a request of ours is far smaller. */
const MAX_BODY = 4096;

/** Characters; what is longer is no reason but a story. */
const MAX_REASON = 200;

/** How long one may ask for at once, in minutes. Visitors are unknown and the bill is not theirs. */
const MAX_MINUTES: Record<Caller, number> = { person: 10_080, service: 10_080, visitor: 60 };

/**
 * Reads the body, and the target from the query unless the body has one. Whatever else a query may carry is ignored, as
 * links to a page collect all sorts of things on their way.
 *
 * @param allowed - names that the route knows; `target` always is
 * @throws PowerError `too-large`, `bad-json`, `bad-request`
 */
export function readFields(request: ApiRequest, allowed: readonly string[]): Fields {
  const fields = parseBody(request);
  const names = ['target', ...allowed];
  const unknown = Object.keys(fields).filter((name) => !names.includes(name));
  if (unknown.length === 0) return { target: request.query?.target, ...fields };
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
