import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { MAX_DEPTH, MAX_EVENTS } from '../../../collector/intake/limits.ts';
import { type Answer, runIntake, type Sent } from './running-intake.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const NDJSON = { 'content-type': 'application/x-ndjson' };
const GZIP = { ...JSON_TYPE, 'content-encoding': 'gzip' };

/** What a sender is told of a request of which nothing was taken. */
async function refusal(body: Sent, headers: Record<string, string> = JSON_TYPE): Promise<Answer> {
  await using intake = await runIntake();
  const answer = await intake.post(body, headers);
  expect(intake.records).toEqual([]);
  expect(await intake.rejected()).toEqual([`{reason="${answer.body.error?.code}"} 1`]);
  return answer;
}

const told = (status: number, code: string, message: unknown = expect.any(String)) =>
  expect.objectContaining({ status, body: { error: { code, message } } });

describe('a body that is no JSON', () => {
  it.each([
    ['{"type":"a"', 'Not JSON at line 1, column 12: found the end, wanted , or }.'],
    ['{"type":"a"}\n\n{"type":"b"}', 'Not JSON at line 3, column 1: found "{", wanted nothing more.'],
    ["{'type':1}", 'Not JSON at line 1, column 2: found "\'", wanted a name or }.'],
    ['[1,\n 2,]', 'Not JSON at line 2, column 4: found "]", wanted a value.'],
    ['NaN', 'Not JSON at line 1, column 1: found "N", wanted a value.'],
    ['{"type":"a","data":"\u0001"}', 'Not JSON at line 1, column 20: found "\\"", wanted a value.'],
    ['\ufeff{"type":"a"}', 'Not JSON at line 1, column 1: found "\ufeff", wanted a value.'],
  ])('is told where it stops being it: %j', async (body, message) => {
    expect(await refusal(body)).toEqual(told(400, 'malformed-json', message));
  });

  it('is told the line, in the middle of many', async () => {
    expect(await refusal('{"type":"a"}\n{"type":"b"}\r\n{"type":"c",}\n{"type":"d"}', NDJSON)).toEqual(
      told(400, 'malformed-json', 'Not JSON at line 3, column 13: found "}", wanted a name.'),
    );
  });

  it('is told so when its text is not even text', async () => {
    const broken = Buffer.from('{"type":"a","data":"\xe9"}', 'latin1');
    expect(await refusal(broken)).toEqual(
      told(400, 'invalid-utf8', 'The body is not valid UTF-8; send JSON in UTF-8.'),
    );
    expect(await refusal(Buffer.concat([Buffer.from('{"type":"a"}\n'), broken]), NDJSON)).toEqual(
      told(400, 'invalid-utf8', 'Line 2 is not valid UTF-8; send JSON in UTF-8.'),
    );
  });
});

describe('a body without events', () => {
  it.each([
    ['', JSON_TYPE],
    ['[]', JSON_TYPE],
    [' \r\n \n', NDJSON],
    ['', { 'content-type': 'text/plain' }],
    ['[]', { 'content-type': 'application/cloudevents-batch+json' }],
    ['', { 'content-type': 'application/cloudevents+json' }],
    [gzipSync(''), GZIP],
  ])('is refused: %p, %p', async (body, headers) => {
    expect(await refusal(body, headers)).toEqual(told(400, 'empty'));
  });
});

describe('a body that is too much', () => {
  it('by the number of its events', async () => {
    const events = (count: number) => Array.from({ length: count }, (_, at) => `{"type":"a","id":"${at}"}`);
    await using intake = await runIntake();
    expect((await intake.post(`[${events(MAX_EVENTS)}]`)).body.ids).toHaveLength(MAX_EVENTS);
    const tooMany = events(MAX_EVENTS + 1);
    expect(await refusal(`[${tooMany}]`)).toEqual(told(413, 'too-many-events'));
    expect(await refusal(tooMany.join('\n'), NDJSON)).toEqual(told(413, 'too-many-events'));
  });

  it('by the size of one event among others', async () => {
    const large = JSON.stringify({ type: 'a', data: 'x'.repeat(200_000) });
    expect(await refusal(`[{"type":"a"},${large}]`)).toEqual(
      told(413, 'event-too-large', `Event 1 has ${large.length} bytes; 200000 are allowed.`),
    );
  });

  it.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('by the depth of its %s, be it ever so deep', async (_, open, close) => {
    const nested = (depth: number) => `{"type":"a","data":${open.repeat(depth)}1${close.repeat(depth)}}`;
    await using intake = await runIntake();
    expect(await intake.post(nested(MAX_DEPTH - 1))).toMatchObject({ status: 201 });
    expect(await refusal(nested(MAX_DEPTH))).toEqual(told(400, 'too-deep'));
    expect(await refusal(nested(90_000))).toEqual(told(400, 'too-deep'));
    expect(await refusal(`${open.repeat(190_000)}`)).toEqual(told(400, 'malformed-json'));
  });
});

describe('a packed body', () => {
  it('that is a bomb is not unfolded', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, '['));
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal(bomb, GZIP)).toEqual(told(413, 'too-large'));
  });

  it.each([
    ['broken off', gzipSync('{"type":"a"}').subarray(0, 20)],
    ['none at all', Buffer.from('{"type":"a"}')],
    ['without a byte', Buffer.alloc(0)],
  ])('%s is refused', async (_, body) => {
    expect(await refusal(body, GZIP)).toEqual(told(400, 'malformed-gzip'));
  });

  it.each(['br', 'deflate', 'gzip, gzip'])('in %s is not known', async (encoding) => {
    expect(await refusal('{}', { ...JSON_TYPE, 'content-encoding': encoding })).toEqual(
      told(415, 'unsupported-encoding'),
    );
  });
});

describe('a body of another type', () => {
  it.each(['application/x-www-form-urlencoded', 'application/jsonx', 'constructor', '; rubbish', 'a/b/c'])(
    'is refused: %s',
    async (type) => {
      expect(await refusal('{"type":"a"}', { 'content-type': type })).toEqual(
        told(415, 'unsupported-media-type'),
      );
    },
  );

  it('is refused also if it has none', async () => {
    expect(await refusal(Buffer.from('{"type":"a"}'), {})).toEqual(told(415, 'unsupported-media-type'));
  });

  it.each(['application/json; charset=iso-8859-1', 'text/plain;charset="UTF-16"'])(
    'is refused: %s',
    async (type) => {
      expect(await refusal('{"type":"a"}', { 'content-type': type })).toEqual(
        told(415, 'unsupported-charset'),
      );
    },
  );

  it.each([
    'APPLICATION/JSON',
    'application/json; charset="utf-8"',
    'application/json;charset=us-ascii',
    'application/json; profile=x',
  ])('is taken: %s', async (type) => {
    await using intake = await runIntake();
    expect(await intake.post('{"type":"a"}', { 'content-type': type })).toMatchObject({ status: 201 });
  });
});
