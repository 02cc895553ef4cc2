/** The shape of `CollectorSettings` (settings.ts says what each means), with the defaults that are filled in. */
const count = (most: number, standard: number) => ({
  type: 'integer',
  minimum: 1,
  maximum: most,
  default: standard,
});
const text = { type: 'string', minLength: 1 } as const;
const texts = { type: 'array', items: text } as const;
const oneOf = (...allowed: readonly string[]) => ({ type: 'string', enum: allowed });
const closed = (required: readonly string[], properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

const port = { type: 'integer', minimum: 0, maximum: 65535 };

/** Names of Kafka topics, Redis keys and Kinesis streams alike; room is left for `.dead-letter`. */
const destination = { type: 'string', pattern: '^[A-Za-z0-9._-]{1,100}$' };

const kafka = closed(['kind', 'bootstrap'], {
  kind: { const: 'kafka' },
  topic: { ...destination, default: 'events' },
  partitions: count(1000, 6),
  bootstrap: { oneOf: [{ ...texts, minItems: 1 }, closed(['parameter'], { parameter: text })] },
  security: { ...oneOf('open'), default: 'open' },
});

const redisStream = closed(['kind'], {
  kind: { const: 'redis' },
  stream: { ...destination, default: 'events' },
});

const kinesis = closed(['kind', 'stream'], { kind: { const: 'kinesis' }, stream: destination });

export const SETTINGS_SCHEMA = closed(['listen', 'sink', 'redis'], {
  listen: closed(['host', 'port'], { host: text, port }),
  writeKeys: { ...texts, default: [] },
  corsOrigins: { ...texts, default: [] },
  schemas: text,
  unknownType: { ...oneOf('accept', 'reject', 'dead-letter'), default: 'accept' },
  invalid: { ...oneOf('reject', 'dead-letter'), default: 'dead-letter' },
  ack: { ...oneOf('durable', 'memory'), default: 'durable' },
  limits: {
    ...closed([], {
      bodyBytes: count(100 * MEBIBYTE, 5 * MEBIBYTE),
      eventBytes: count(1_000_000, 900_000),
      pendingBytes: count(1024 * MEBIBYTE, 16 * MEBIBYTE),
    }),
    default: {},
  },
  batch: {
    ...closed([], {
      count: count(500, 500),
      bytes: count(MEBIBYTE, 512 * KIBIBYTE),
      age: { type: 'integer', minimum: 0, maximum: 10_000, default: 10 },
    }),
    default: {},
  },
  sink: {
    type: 'object',
    properties: { kind: oneOf('kafka', 'redis', 'kinesis') },
    required: ['kind'],
    discriminator: { propertyName: 'kind' },
    oneOf: [kafka, redisStream, kinesis],
  },
  redis: closed(['host', 'port'], { host: text, port, username: text, password: text }),
  wake: closed(['function'], { function: text, target: { ...text, default: 'kafka' } }),
});
