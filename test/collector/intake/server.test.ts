import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { CollectorError } from '../../../collector/errors.ts';
import { loadSchemas } from '../../../collector/validation/load-schemas.ts';
import { runIntake, SETTINGS } from './running-intake.ts';

const EVENT = '{ "type": "page-viewed", "id": "a", "key": "visitor-1", "version": 2, "data": { "n": 1.0 } }';
const NDJSON = { 'content-type': 'application/x-ndjson' };
const TEXT = { 'content-type': 'text/plain;charset=UTF-8' };

describe('one event', () => {
  it('is answered with its id, and sent on byte by byte as it came', async () => {
    await using intake = await runIntake();
    const { status, body } = await intake.post(EVENT);
    expect({ status, body }).toEqual({ status: 201, body: { ids: ['a'] } });
    expect(intake.records).toEqual([
      {
        id: 'a',
        key: 'visitor-1',
        headers: { 'event-id': 'a', 'event-type': 'page-viewed', 'event-version': '2' },
        value: Buffer.from(EVENT),
        lane: 'events',
      },
    ]);
  });

  it('is given an id if it has none', async () => {
    await using intake = await runIntake();
    const { body } = await intake.post('{"type":"a"}');
    expect(body.ids).toEqual([expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)]);
    expect(intake.records[0]).toMatchObject({ id: body.ids?.[0], headers: { 'event-id': body.ids?.[0] } });
  });

  it('keeps its own time, however wrong the clock is', async () => {
    await using intake = await runIntake();
    for (const time of ['1970-01-01T00:00:00Z', '2999-12-31T23:59:59.5+14:00']) {
      expect(await intake.post(JSON.stringify({ type: 'a', time }))).toMatchObject({ status: 201 });
    }
    expect(intake.records.map(({ value }) => JSON.parse(value.toString()).time)).toEqual([
      '1970-01-01T00:00:00Z',
      '2999-12-31T23:59:59.5+14:00',
    ]);
  });

  it('may be of many parts, in pieces, and not in English', async () => {
    await using intake = await runIntake();
    const event = Buffer.from(JSON.stringify({ type: 'a', id: 'käse-🧀', data: 'ß'.repeat(50_000) }));
    const head = `POST /events HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: ${event.length}\r\nconnection: close\r\n\r\n`;
    const answer = await intake.raw(
      head,
      event.subarray(0, 27),
      event.subarray(27, 40_001),
      event.subarray(40_001),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 201 Created\r\n/);
    expect(answer).toContain('{"ids":["käse-🧀"]}');
    expect(intake.records[0]?.value.equals(event)).toBe(true);
  });
});

describe('several events', () => {
  it('come as an array, each sent on as it was written', async () => {
    await using intake = await runIntake();
    const { body } = await intake.post(
      ` [ {"type":"a","id":"1","data":[1e400,{"]":"\\"]"}]} , \n {"type":"b","id":"2"}]\n`,
    );
    expect(body).toEqual({ ids: ['1', '2'] });
    expect(intake.records.map(({ value }) => value.toString())).toEqual([
      '{"type":"a","id":"1","data":[1e400,{"]":"\\"]"}]}',
      '{"type":"b","id":"2"}',
    ]);
  });

  it.each([NDJSON, { 'content-type': 'application/jsonl' }, TEXT])(
    'come one per line, as %p',
    async (headers) => {
      await using intake = await runIntake();
      const { body } = await intake.post('{"type":"a","id":"1"}\r\n\n  {"type":"b","id":"2"}\n', headers);
      expect(body).toEqual({ ids: ['1', '2'] });
      expect(intake.records.map(({ value }) => value.toString())).toEqual([
        '{"type":"a","id":"1"}',
        '{"type":"b","id":"2"}',
      ]);
    },
  );

  it('come packed', async () => {
    await using intake = await runIntake();
    const packed = gzipSync('{"type":"a","id":"1"}\n{"type":"a","id":"2"}');
    expect((await intake.post(packed, { ...NDJSON, 'content-encoding': 'gzip' })).body).toEqual({
      ids: ['1', '2'],
    });
  });
});

describe('a beacon, whose type is text', () => {
  it.each([EVENT, JSON.stringify(JSON.parse(EVENT), undefined, 2), `[${EVENT}]`])(
    'may be JSON on one line or many: %s',
    async (body) => {
      await using intake = await runIntake({ settings: { ...SETTINGS, writeKeys: ['secret'] } });
      expect((await intake.post(body, TEXT, '?writeKey=secret')).body).toEqual({ ids: ['a'] });
    },
  );
});

describe('schemas', () => {
  const ORDER = { type: 'order-placed', version: 2, id: 'a' };

  it('make a dead letter of what they refuse, and the answer says so', async () => {
    await using intake = await runIntake({ schemas: await loadSchemas('schemas') });
    const { status, body } = await intake.post(
      JSON.stringify([
        { type: 'other', id: 'b' },
        { ...ORDER, data: {} },
      ]),
    );
    expect({ status, body }).toEqual({ status: 201, body: { ids: ['b', 'a'], deadLetters: [1] } });
    expect(intake.records.map(({ lane }) => lane)).toEqual(['events', 'dead-letter']);
    expect(intake.records[1]?.headers['dead-letter-reason']).toBe(
      "schema: /data/order must have required property 'order'",
    );
    expect(await intake.metrics.text()).toContain('dead_letters_total{reason="schema"} 1');
  });

  it('tell a sender who waits for it everything that is wrong, and nothing is taken', async () => {
    await using intake = await runIntake({ schemas: await loadSchemas('schemas') });
    const events = [
      {
        ...ORDER,
        data: {
          order: 'o',
          customer: 'c',
          items: [{ sku: 's', quantity: 0, price: { amount: 1.5, currency: '€' } }],
        },
      },
      { type: 'page-viewed', data: { url: 'https://shop.example/', visitor: 'v' } },
      { type: 'page-viewed', data: { 'a/b': 1, visitor: 7 } },
    ];
    const { status, body } = await intake.post(JSON.stringify(events), undefined, '?sync=true');
    expect(status).toBe(400);
    expect(body.error?.code).toBe('invalid-events');
    expect(body.problems?.map(({ event, path, message }) => `${event} ${path}: ${message}`)).toEqual([
      '0 /data/items/0/quantity: must be >= 1, not 0',
      '0 /data/items/0/price/amount: must be integer, not 1.5',
      '0 /data/items/0/price/currency: must match pattern "^[A-Z]{3}$", not "€"',
      "2 /data/url: must have required property 'url'",
      '2 /data/a~1b: must NOT have additional properties',
      '2 /data/visitor: must be string, not 7',
    ]);
    expect(intake.records).toEqual([]);
  });
});

describe('a collector that cannot take events', () => {
  it.each([
    ['full', 'full'],
    ['closing', 'closing'],
    ['unavailable', 'unavailable'],
    ['second-collector', 'unavailable'],
  ] as const)('answers %s with 503, and when to try again', async (code, told) => {
    await using intake = await runIntake();
    intake.failures.push(new CollectorError(code, 'Redis is full.'));
    const { status, headers, body } = await intake.post(EVENT);
    expect({ status, body }).toEqual({
      status: 503,
      body: { error: { code: told, message: 'Redis is full.' } },
    });
    expect(headers.get('retry-after')).toBe('5');
  });
});
