import type { CollectorSettings } from '../../settings.ts';
import { MAX_DEPTH, MAX_EVENTS } from '../limits.ts';
import { ref } from './components.ts';
import type { OpenApi } from './open-api.ts';
import { json, refusals } from './responses.ts';

/** What 201 promises. */
const PROMISES: Readonly<Record<CollectorSettings['ack'], string>> = {
  durable:
    'Taken: acknowledged by the sink, or written to the buffer and synced to its disk. A crash loses nothing.',
  memory: 'Taken into memory. A crash of the collector loses what it has not sent yet.',
};

/** `POST /events`, and what browsers ask before it. */
export function eventsOperations({
  writeKeys,
  ack,
  limits,
}: Pick<CollectorSettings, 'writeKeys' | 'ack' | 'limits'>): OpenApi {
  return {
    post: {
      summary: 'Sends events: all of them are taken, or none.',
      description: [
        `A body has at most ${limits.bodyBytes} bytes, also when it is unpacked, and ${MAX_EVENTS} events; an event has at most ${limits.eventBytes} bytes and ${MAX_DEPTH} objects and arrays in one another.`,
        'Bodies may be packed with gzip. An answer that is not 201 may come for events that were taken all the same: consumers drop repeats by id.',
        'CloudEvents in binary mode are taken with any content type: attributes as headers `ce-…`, the data as body.',
      ].join('\n\n'),
      ...(writeKeys.length > 0 && { security: [{ header: [] }, { query: [] }] }),
      parameters: [SYNC],
      requestBody: { required: true, content: CONTENT },
      responses: {
        201: { description: PROMISES[ack], content: json(ref('Accepted')) },
        ...refusals(400, 401, 408, 413, 415, 431, 503),
      },
    },
    options: {
      summary: 'Which pages may send, for browsers (CORS).',
      responses: { 204: { description: 'See the headers.' }, ...refusals(400, 408, 431) },
    },
  };
}

const SYNC = {
  name: 'sync',
  in: 'query',
  description:
    'With `true`, events that their schema refuses are answered with 400 and every problem, rather than kept as dead letters.',
  schema: { type: 'string', enum: ['true', 'false'], default: 'false' },
};

const LINES = { type: 'string', minLength: 1, description: 'One event per line.' };

const CONTENT = {
  ...json({ oneOf: [ref('Event'), manyOf('Event')] }),
  'application/x-ndjson': { schema: LINES },
  'application/jsonl': { schema: LINES },
  'text/plain': {
    schema: {
      type: 'string',
      minLength: 1,
      description: 'JSON, or one event per line: what `sendBeacon` sends.',
    },
  },
  'application/cloudevents+json': { schema: ref('CloudEvent') },
  'application/cloudevents-batch+json': { schema: manyOf('CloudEvent') },
};

function manyOf(name: 'Event' | 'CloudEvent'): OpenApi {
  return { type: 'array', items: ref(name), minItems: 1 };
}
