import { describe, expect, it } from '@jest/globals';
import { runIntake, SETTINGS } from './running-intake.ts';

const EVENT = '{"type":"a","id":"1"}';
const JSON_TYPE = { 'content-type': 'application/json' };

describe('a write key', () => {
  const settings = { ...SETTINGS, writeKeys: ['first', 'zweiter-schlüssel'] };

  it.each([
    [{ 'x-write-key': 'first' }, ''],
    [{}, '?writeKey=first'],
    [{}, `?writeKey=${encodeURIComponent('zweiter-schlüssel')}`],
  ])('lets a sender in: %p %s', async (headers, query) => {
    await using intake = await runIntake({ settings });
    expect(await intake.post(EVENT, { ...JSON_TYPE, ...headers }, query)).toMatchObject({ status: 201 });
  });

  it.each([
    [{}, ''],
    [{ 'x-write-key': '' }, ''],
    [{ 'x-write-key': 'firsT' }, ''],
    [{ 'x-write-key': 'first, first' }, ''],
    [{ 'x-write-key': 'wrong' }, '?writeKey=first'],
    [{}, '?writeKey=first&writeKey=first'],
    [{}, '?WRITEKEY=first'],
  ])('that is none keeps a stranger out: %p %s', async (headers, query) => {
    await using intake = await runIntake({ settings });
    expect(await intake.post(EVENT, { ...JSON_TYPE, ...headers }, query)).toMatchObject({
      status: 401,
      body: { error: { code: 'wrong-write-key' } },
    });
    expect(intake.records).toEqual([]);
  });
});

describe('a web page', () => {
  const asked = async (corsOrigins: string[], origin: string, method: string) => {
    await using intake = await runIntake({ settings: { ...SETTINGS, corsOrigins } });
    const { status, headers } = await fetch(`${intake.url}/events`, {
      method,
      headers: { ...JSON_TYPE, origin },
      body: method === 'POST' ? EVENT : null,
    });
    return {
      status,
      allowed: headers.get('access-control-allow-origin'),
      vary: headers.get('vary'),
      headers,
    };
  };

  it.each(['POST', 'OPTIONS'])('of a known origin may send: %s', async (method) => {
    expect(
      await asked(['https://a.example', 'https://b.example'], 'https://b.example', method),
    ).toMatchObject({
      status: method === 'POST' ? 201 : 204,
      allowed: 'https://b.example',
      vary: 'origin',
    });
  });

  it('of any origin may send if all may', async () => {
    expect(await asked(['*'], 'https://b.example', 'POST')).toMatchObject({ allowed: '*', vary: null });
  });

  it('of another origin is not told that it may', async () => {
    expect(await asked(['https://a.example'], 'https://b.example', 'OPTIONS')).toMatchObject({
      allowed: null,
      vary: 'origin',
    });
    expect(await asked([], 'https://b.example', 'OPTIONS')).toMatchObject({ allowed: null, vary: null });
  });

  it('is told what it may send', async () => {
    const { headers } = await asked(['*'], 'https://b.example', 'OPTIONS');
    expect(headers.get('access-control-allow-methods')).toBe('POST');
    expect(headers.get('access-control-allow-headers')).toBe('*');
  });
});

describe('a request that is none of ours', () => {
  it.each([
    ['GET', '/events', 405, 'OPTIONS, POST'],
    ['QUERY', '/health', 405, 'GET, HEAD'],
    ['DELETE', '/status?a=b', 405, 'GET, HEAD'],
    ['GET', '/', 404, null],
    ['POST', '/events/', 404, null],
    ['GET', '/__proto__', 404, null],
    ['GET', '/%', 400, null],
  ])('is told so: %s %s', async (method, path, status, allow) => {
    await using intake = await runIntake();
    const answer = await fetch(intake.url + path, { method });
    expect({ status: answer.status, allow: answer.headers.get('allow') }).toEqual({ status, allow });
    expect(await answer.json()).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
  });

  it.each([
    ['no HTTP', 'rubbish\r\n\r\n', /^HTTP\/1\.1 400 [\s\S]+"code":"malformed-request"/],
    [
      'a header that is too large',
      `GET /health HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431 [\s\S]+"code":"headers-too-large"/,
    ],
  ])('is told so: %s', async (_, bytes, told) => {
    await using intake = await runIntake();
    expect(await intake.raw(bytes)).toMatch(told);
  });

  it('is told that sync is true or false', async () => {
    await using intake = await runIntake();
    for (const query of ['?sync=yes', '?sync=', '?sync=true&sync=true']) {
      expect(await intake.post(EVENT, JSON_TYPE, query)).toMatchObject({
        status: 400,
        body: { error: { code: 'bad-query' } },
      });
    }
  });
});

describe('whoever asks about the collector', () => {
  it.each([
    ['/health', { status: 'ok' }],
    ['/ready', { ready: true, why: 'all is well' }],
    ['/status', { mode: 'direct' }],
    ['/openapi.json', expect.objectContaining({ openapi: '3.1.0' })],
  ])('is answered without a key: %s', async (path, body) => {
    await using intake = await runIntake({ settings: { ...SETTINGS, writeKeys: ['secret'] } });
    const answer = await fetch(intake.url + path);
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 200, body });
  });

  it('is told that it is not ready', async () => {
    const status = { ready: () => ({ ready: false, why: 'Redis is full' }), status: () => ({}) };
    await using intake = await runIntake({ status });
    const answer = await fetch(`${intake.url}/ready`);
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 503,
      body: { ready: false, why: 'Redis is full' },
    });
  });

  it('is given the metrics', async () => {
    await using intake = await runIntake();
    await intake.post(EVENT);
    const answer = await fetch(`${intake.url}/metrics`);
    expect(answer.headers.get('content-type')).toMatch('text/plain; version=0.0.4');
    expect(await answer.text()).toContain('catnap_collector_events_accepted_total 1');
  });
});
