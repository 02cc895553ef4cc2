import { MAX_KEY, MAX_NAME } from './limits.ts';

/**
 * What events must be around their data, as JSON Schemas: the same that the OpenAPI document shows are those that
 * requests are held against.
 */

const NAME = { type: 'string', minLength: 1, maxLength: MAX_NAME } as const;
const TEXT = { type: 'string', minLength: 1 } as const;
/** CloudEvents: a member that is null is as good as absent. */
const OPTIONAL = { type: ['string', 'null'], minLength: 1 } as const;
const KEY = {
  description: 'Partition key: events of one key arrive in the order of their acceptance.',
  minLength: 1,
  maxLength: MAX_KEY,
} as const;
const TIME = { description: 'When it happened, RFC 3339. Kept as it is.', format: 'date-time' } as const;

export const NATIVE_EVENT = {
  type: 'object',
  additionalProperties: false,
  required: ['type'],
  properties: {
    type: {
      type: 'string',
      maxLength: MAX_NAME,
      pattern: '^[A-Za-z0-9._-]+$',
      description: 'What happened. With the version it names the schema that `data` is held against.',
    },
    id: { ...NAME, description: 'By which consumers drop repeats. Without one, a UUID is given.' },
    version: {
      description: 'Version of the type. Without one, "1".',
      type: ['string', 'integer'],
      pattern: '^[A-Za-z0-9._-]{1,32}$',
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
    },
    key: { type: 'string', ...KEY },
    time: { type: 'string', ...TIME },
    data: { description: 'What there is to say of it: any JSON.' },
  },
} as const;

/** Attributes that CloudEvents 1.0.2 names, and the extension `partitionkey`. */
const ATTRIBUTES = {
  specversion: { type: 'string', enum: ['1.0'] },
  id: NAME,
  source: TEXT,
  type: NAME,
  datacontenttype: OPTIONAL,
  dataschema: {
    ...OPTIONAL,
    description:
      'Its last path segment is the version of the type, if it is a version at all; else that is "1".',
  },
  subject: OPTIONAL,
  time: { type: ['string', 'null'], ...TIME },
  partitionkey: { type: ['string', 'null'], ...KEY },
} as const;

/** In JSON, structured or batched. */
export const CLOUD_EVENT = {
  type: 'object',
  required: ['specversion', 'id', 'source', 'type'],
  properties: {
    ...ATTRIBUTES,
    data: { description: 'Any JSON.' },
    data_base64: { type: ['string', 'null'], format: 'byte', description: 'Data that is no JSON.' },
  },
  propertyNames: { pattern: '^([a-z0-9]+|data_base64)$' },
  additionalProperties: { description: 'Extensions.', type: ['string', 'boolean', 'integer', 'null'] },
  not: { type: 'object', required: ['data', 'data_base64'] },
} as const;

/** As headers `ce-…`, without the data, which is the body. */
export const CLOUD_EVENT_ATTRIBUTES = {
  type: 'object',
  required: ['specversion', 'id', 'source', 'type'],
  properties: ATTRIBUTES,
} as const;
