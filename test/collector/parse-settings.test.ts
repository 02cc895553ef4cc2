import { describe, expect, it } from '@jest/globals';
import { CollectorError } from '../../collector/errors.ts';
import { parseCollectorSettings } from '../../collector/parse-settings.ts';

const LEAST = {
  listen: { host: '127.0.0.1', port: 8080 },
  sink: { kind: 'kafka', bootstrap: ['kafka:9092'] },
  redis: { host: '127.0.0.1', port: 6379 },
};

const parse = (settings: unknown) =>
  parseCollectorSettings('/run/catnap/collector.json', JSON.stringify(settings));

function complaint(settings: unknown): string {
  try {
    parse(settings);
  } catch (error) {
    if (error instanceof CollectorError && error.code === 'bad-settings') return error.message;
    throw error;
  }
  return 'none';
}

describe("a collector's settings", () => {
  it('are filled in with defaults', () => {
    expect(parse(LEAST)).toEqual({
      ...LEAST,
      sink: { kind: 'kafka', bootstrap: ['kafka:9092'], topic: 'events', partitions: 6, security: 'open' },
      writeKeys: [],
      corsOrigins: [],
      unknownType: 'accept',
      invalid: 'dead-letter',
      ack: 'durable',
      limits: { bodyBytes: 5_242_880, eventBytes: 900_000, pendingBytes: 16_777_216 },
      batch: { count: 500, bytes: 524_288, age: 10 },
    });
  });

  it('keep what is given', () => {
    const given = {
      ...LEAST,
      ack: 'memory',
      batch: { age: 0 },
      sink: { kind: 'kafka', bootstrap: { parameter: '/catnap/dev/bootstrap/kafka' }, topic: 'clicks' },
      wake: { function: 'wake' },
    };
    expect(parse(given)).toMatchObject({
      ack: 'memory',
      batch: { age: 0, count: 500 },
      sink: { bootstrap: { parameter: '/catnap/dev/bootstrap/kafka' }, topic: 'clicks' },
      wake: { function: 'wake', target: 'kafka' },
    });
  });

  it.each([
    ['nothing', {}, "must have required property 'listen'"],
    ['an unknown member', { ...LEAST, sinks: [] }, '(sinks)'],
    [
      'an unknown sink',
      { ...LEAST, sink: { kind: 'nats' } },
      '/sink/kind must be equal to one of the allowed values (kafka, redis, kinesis)',
    ],
    [
      'no addresses',
      { ...LEAST, sink: { kind: 'kafka', bootstrap: [] } },
      '/sink/bootstrap must NOT have fewer than 1 items',
    ],
    [
      'a topic that Kafka refuses',
      { ...LEAST, sink: { ...LEAST.sink, topic: 'a b' } },
      '/sink/topic must match pattern',
    ],
    ['accepting what a schema refuses', { ...LEAST, invalid: 'accept' }, '(reject, dead-letter)'],
    ['batches larger than Kinesis takes', { ...LEAST, batch: { count: 501 } }, '/batch/count must be <= 500'],
    [
      'a port that is none',
      { ...LEAST, listen: { host: 'h', port: 70_000 } },
      '/listen/port must be <= 65535',
    ],
  ])('are refused with a reason: %s', (_, settings, reason) => {
    expect(complaint(settings)).toContain(reason);
  });

  it('name every fault at once, and the file', () => {
    const message = complaint({ ...LEAST, ack: 'maybe', unknownType: 'guess' });
    expect(message).toContain('/run/catnap/collector.json');
    expect(message).toContain('/ack must be');
    expect(message).toContain('/unknownType must be');
  });

  it('that are no JSON are refused', () => {
    expect(() => parseCollectorSettings('x', '{')).toThrow('x is no JSON');
  });

  it('never repeat a password in a message', () => {
    expect(complaint({ ...LEAST, redis: { ...LEAST.redis, password: 'hush', port: 'x' } })).not.toContain(
      'hush',
    );
  });
});
