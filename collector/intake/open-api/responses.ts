import { STATUS } from '../intake-error.ts';
import { ref } from './components.ts';
import type { OpenApi } from './open-api.ts';

/** A status by which a request is refused. */
type Refusal = Exclude<(typeof STATUS)[keyof typeof STATUS], 404 | 405 | 500>;

const DESCRIPTIONS: Readonly<Record<Refusal, string>> = {
  400: 'It is not what it must be.',
  401: 'The write key is missing, or not known.',
  408: 'It did not arrive in time. The connection is closed.',
  413: 'It is too much for one request, or one event.',
  415: 'It is written in a way that the collector does not read.',
  431: 'Its headers are too large.',
  503: 'The collector cannot keep its promise now. Nothing was taken, or it is not known to be; send again.',
};

/** Responses that refuse, for the document: what each status's codes are. */
export function refusals(...statuses: readonly Refusal[]): OpenApi {
  return Object.fromEntries(statuses.map((status) => [status, response(status)]));
}

/** JSON as content of a request or an answer. */
export function json(schema: OpenApi): OpenApi {
  return { 'application/json': { schema } };
}

function response(status: Refusal): OpenApi {
  return {
    description: DESCRIPTIONS[status],
    ...(status === 503 && { headers: { 'retry-after': RETRY_AFTER } }),
    content: json({
      type: 'object',
      additionalProperties: false,
      required: ['error'],
      properties: {
        error: {
          type: 'object',
          additionalProperties: false,
          required: ['code', 'message'],
          properties: { code: { type: 'string', enum: codesOf(status) }, message: { type: 'string' } },
        },
        ...(status === 400 && { problems: { type: 'array', items: ref('Problem'), minItems: 1 } }),
      },
    }),
  };
}

const RETRY_AFTER = {
  description: 'Seconds after which to try again.',
  required: true,
  schema: { type: 'integer', minimum: 1 },
};

function codesOf(status: Refusal): string[] {
  return Object.entries(STATUS).flatMap(([code, its]) => (its === status ? [code] : []));
}
