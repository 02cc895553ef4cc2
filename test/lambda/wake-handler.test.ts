import { describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { wakeHandler } from '../../lambda/wake-handler.ts';
import type { ApiAnswer } from '../../power/api/api.ts';
import { sleepingWorld } from '../power/world.ts';

async function opened(publicWake = true) {
  const world = await sleepingWorld();
  const handler = wakeHandler(world.power, {
    publicWake,
    dailyCap: 5,
    corsOrigins: ['https://game.example'],
  });
  return {
    world,
    direct: async (event: unknown) => (await handler(event)) as ApiAnswer,
    url: async (over: object) =>
      (await handler({ ...urlEvent, ...over })) as APIGatewayProxyStructuredResultV2,
  };
}

const urlEvent = {
  version: '2.0',
  rawPath: '/wake',
  rawQueryString: '',
  headers: { 'content-type': 'application/json', origin: 'https://game.example' },
  requestContext: { http: { method: 'POST', path: '/wake' } },
  isBase64Encoded: false,
};

describe('a direct invocation', () => {
  it('is a service’s unless it says otherwise, with a body as object or text', async () => {
    const { direct } = await opened();
    const service = await direct({ method: 'POST', path: '/wake', body: { reason: 'orders wait' } });
    expect(service.status).toBe(202);
    expect(JSON.parse(service.body).reason).toMatch(/by a service until .* \(orders wait\)$/);
    expect((await direct({ method: 'POST', path: '/sleep', by: 'person' })).status).toBe(202);
    expect((await direct({ method: 'POST', path: '/wake', body: '{}' })).status).toBe(409);
    const status = await direct({
      method: 'GET',
      path: '/status',
      query: { target: 'kafka' },
      by: 'visitor',
    });
    expect(JSON.parse(status.body)).toMatchObject({ target: 'kafka', reasonCode: 'held-off' });
  });

  it.each([
    [undefined, 'event is undefined; it must be an object { method, path, query?, body?, by? }.'],
    [null, 'event is null; it must be'],
    [[1], 'event is [1]; it must be'],
    ['wake', 'event is "wake"; it must be'],
    [{}, 'method is undefined; it must be a text such as "POST".'],
    [{ method: 'POST' }, 'path is undefined; it must be a text such as "/wake".'],
    [{ method: 'POST', path: '/wake', query: 'a=b' }, 'query is "a=b"; it must be an object of texts.'],
    [{ method: 'POST', path: '/wake', query: { a: 1 } }, 'query is {"a":1}; it must be'],
    [{ method: 'POST', path: '/wake', body: 7 }, 'body is 7; it must be an object, or JSON as a text.'],
    [
      { method: 'POST', path: '/wake', by: 'cat' },
      'by is "cat"; it must be one of person, service, visitor.',
    ],
    [{ ...urlEvent, rawPath: undefined }, 'method is undefined'],
    [{ version: '2.0', requestContext: { http: null } }, 'method is undefined'],
  ])('that is nonsense is told so: %j', async (event, message) => {
    const { direct } = await opened();
    const answer = await direct(event);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body).error).toEqual({
      code: 'bad-request',
      message: expect.stringContaining(message),
    });
  });
});

describe('a request to the function URL', () => {
  it('is a visitor’s, whatever its body claims', async () => {
    const { url, direct } = await opened();
    await direct({ method: 'POST', path: '/sleep', by: 'person' });
    expect((await url({ body: '{}' })).statusCode).toBe(409);
    expect((await url({ body: '{"by":"person"}' })).statusCode).toBe(400);
    expect((await url({ rawPath: '/sleep' })).statusCode).toBe(404);
  });

  it('wakes, and lets the page that asked read the answer', async () => {
    const { url } = await opened();
    const body = Buffer.from('{"target":"kafka"}').toString('base64');
    const result = await url({ body, isBase64Encoded: true });
    expect(result).toMatchObject({
      statusCode: 202,
      headers: { 'access-control-allow-origin': 'https://game.example' },
    });
    expect(JSON.parse(result.body ?? '')).toMatchObject({ target: 'kafka', state: 'booting' });
  });

  it('has its query in it, and gets the page', async () => {
    const { url } = await opened();
    const get = (rawPath: string, target: string) =>
      url({
        rawPath,
        queryStringParameters: { target },
        requestContext: { http: { method: 'GET', path: rawPath } },
      });
    expect((await get('/status', 'kafka')).statusCode).toBe(200);
    expect((await get('/status', 'other')).statusCode).toBe(404);
    expect(await get('/', 'kafka')).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining('<!doctype html>'),
    });
  });

  it('finds nothing where visitors are not welcome', async () => {
    const { url, world } = await opened(false);
    const result = await url({ body: '{}' });
    expect(result.statusCode).toBe(404);
    expect(JSON.parse(result.body ?? '').error.code).toBe('not-found');
    expect(world.target.calls).toEqual([]);
  });
});
