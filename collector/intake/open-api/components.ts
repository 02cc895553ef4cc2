import { CLOUD_EVENT, NATIVE_EVENT } from '../event-schemas.ts';
import { MAX_EVENTS } from '../limits.ts';
import { PROBLEM_CODES } from '../problem.ts';

/** What the document refers to by name. */
export const COMPONENTS = {
  schemas: {
    Event: NATIVE_EVENT,
    CloudEvent: CLOUD_EVENT,
    Accepted: {
      type: 'object',
      additionalProperties: false,
      required: ['ids'],
      properties: {
        ids: {
          description: "The events' ids, in the order of the events.",
          type: 'array',
          items: { type: 'string' },
          minItems: 1,
          maxItems: MAX_EVENTS,
        },
        deadLetters: {
          description:
            'Which of them are kept beside the events, with the reason, because their schema refuses them or there is none; counted from 0. Absent if none is.',
          type: 'array',
          items: { type: 'integer', minimum: 0 },
          minItems: 1,
        },
      },
    },
    Problem: {
      type: 'object',
      additionalProperties: false,
      required: ['event', 'path', 'message', 'code'],
      properties: {
        event: { description: 'Which event, counted from 0.', type: 'integer', minimum: 0 },
        path: { description: 'Where in it, as a JSON pointer.', type: 'string' },
        message: { type: 'string' },
        code: { type: 'string', enum: PROBLEM_CODES },
      },
    },
    Readiness: {
      type: 'object',
      additionalProperties: false,
      required: ['ready', 'why'],
      properties: { ready: { type: 'boolean' }, why: { type: 'string' } },
    },
  },
  securitySchemes: {
    header: { type: 'apiKey', in: 'header', name: 'x-write-key' },
    query: {
      type: 'apiKey',
      in: 'query',
      name: 'writeKey',
      description: 'For `sendBeacon`, which sends no headers.',
    },
  },
} as const;

/** A reference to one of the schemas. */
export function ref(name: keyof (typeof COMPONENTS)['schemas']): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}
