import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { ApiRequest } from '../../../power/api/api.ts';
import { sleepingWorld, type World, wokenWorld } from '../world.ts';

async function asked(world: World, method: string, path: string, options: Partial<ApiRequest> = {}) {
  const { status, headers, body } = await world.ask(method, path, options);
  return { status, headers, body: body && JSON.parse(body) };
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the wake API', () => {
  it('wakes, again and again without harm, and tells how far it is', async () => {
    const world = await sleepingWorld();
    const since = world.clock.at();
    const first = await asked(world, 'POST', '/wake', {
      body: '{"target":"kafka","reason":"demo\\u0007 at\\n9","minutes":20}',
    });
    expect(first).toMatchObject({
      status: 202,
      body: { target: 'kafka', state: 'booting', since, eta: world.clock.at(90), reasonCode: 'leased' },
    });
    expect(first.body.reason).toBe('wanted awake by a person until 03:25 UTC (demo at 9)');
    expect(await asked(world, 'POST', '/wake')).toEqual(first);
    await world.until('online');
    const online = await asked(world, 'POST', '/wake');
    expect(online).toMatchObject({
      status: 202,
      body: { state: 'online', since: world.clock.at(-24) },
    });
    expect(online.body.eta).toBeUndefined();
    expect(world.target.calls).toEqual(['start i-1']);
  });

  it('takes a plain form for the same', async () => {
    const world = await sleepingWorld();
    const contentType = 'application/x-www-form-urlencoded; charset=UTF-8';
    const answer = await asked(world, 'POST', '/wake', {
      contentType,
      body: 'target=kafka&reason=a+demo&minutes=5',
    });
    expect(answer).toMatchObject({ status: 202, body: { state: 'booting' } });
    expect(answer.body.reason).toContain('(a demo)');
  });

  it('estimates the next wake by the past ones', async () => {
    const world = await wokenWorld();
    await world.until('asleep');
    await world.pass(1);
    const { body } = await asked(world, 'POST', '/wake');
    expect(body.eta).toBe(world.clock.at(35));
  });

  it('puts to sleep at once, and refuses to wake whoever may not lift that', async () => {
    const world = await wokenWorld();
    expect(await asked(world, 'POST', '/sleep')).toMatchObject({
      status: 202,
      body: { state: 'stopping', reasonCode: 'held-off' },
    });
    expect(await asked(world, 'POST', '/wake', { by: 'service' })).toMatchObject({
      status: 409,
      body: { error: { code: 'held-off' } },
    });
    expect(await asked(world, 'POST', '/wake')).toMatchObject({ status: 202, body: { state: 'online' } });
  });

  it('holds, and starts for it; lets go again', async () => {
    const world = await sleepingWorld();
    const hold = await asked(world, 'POST', '/hold', { body: '{"on":true,"minutes":90}' });
    expect(hold).toMatchObject({
      status: 200,
      body: { state: 'booting', reason: 'held awake by a person until 04:30 UTC' },
    });
    await world.until('online');
    expect(await asked(world, 'DELETE', '/hold', { query: { target: 'kafka' } })).toMatchObject({
      status: 200,
      body: { state: 'online', reasonCode: 'minimum-awake' },
    });
  });

  it('tells the status and its history, newest first, and never wakes by that', async () => {
    const world = await sleepingWorld();
    const slept = world.clock.at(-1);
    const asleep = await asked(world, 'GET', '/status', { query: { target: 'kafka' } });
    expect(asleep).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    });
    expect(asleep.body).toEqual({
      target: 'kafka',
      state: 'asleep',
      since: slept,
      reason: 'nobody wants it awake',
      reasonCode: 'unwanted',
      timeline: [
        { at: slept, from: 'unknown', to: 'asleep', reason: 'nobody wants it awake', reasonCode: 'unwanted' },
      ],
    });
    expect(world.target.calls).toEqual([]);
    await asked(world, 'POST', '/wake');
    await world.until('online');
    const { timeline } = await world.status();
    expect(timeline.map(({ to }) => to)).toEqual(['online', 'booting', 'asleep']);
    expect(timeline[0]).toMatchObject({ timings: { total: 35_000 } });
  });

  it('knows that a host is online before the next tick has recorded it', async () => {
    const world = await sleepingWorld();
    await asked(world, 'POST', '/wake');
    const booted = world.clock.at(35);
    await world.pass(40);
    expect(await world.status()).toMatchObject({ state: 'online', since: booted });
    expect(world.told.at(-1)).toBe('asleep → booting');
  });

  it('does not mind what else a link carries', async () => {
    const world = await sleepingWorld();
    expect((await world.ask('GET', '/', { query: { utm_source: 'news' } })).status).toBe(200);
  });

  it('wants to be told the target if there are several', async () => {
    const world = await sleepingWorld();
    world.settings.set('redis', '{}');
    const answer = await asked(world, 'GET', '/status');
    expect(answer.status).toBe(400);
    expect(answer.body.error).toEqual({
      code: 'bad-request',
      message: 'Say which target. There are: kafka, redis.',
    });
  });
});

describe('a visitor', () => {
  it('is told how it is, and not what topics, hosts and people have to do with it', async () => {
    const world = await sleepingWorld();
    await asked(world, 'POST', '/wake', { by: 'person', body: '{"reason":"the audit of Acme"}' });
    await world.until('online');
    const forPerson = await asked(world, 'GET', '/status', { by: 'person' });
    const forVisitor = await asked(world, 'GET', '/status', { by: 'visitor' });
    expect(JSON.stringify(forPerson.body)).toContain('the audit of Acme');
    expect(JSON.stringify(forVisitor.body)).not.toContain('Acme');
    expect(forVisitor.body).toMatchObject({ state: 'online', reason: 'awake and ready' });
    expect(forVisitor.body.timeline).toHaveLength(forPerson.body.timeline.length);
  });

  it('gets a page only where a browser sends the form, whatever else it accepts', async () => {
    const world = await sleepingWorld();
    const typeOf = async (method: string, path: string) =>
      (await world.ask(method, path, { by: 'visitor', accept: 'text/html,*/*' })).headers['content-type'];
    expect(await typeOf('POST', '/wake')).toBe('text/html; charset=utf-8');
    expect(await typeOf('GET', '/status')).toBe('application/json; charset=utf-8');
  });

  it('may wake until the daily cap is reached', async () => {
    const world = await sleepingWorld();
    for (let wakes = 0; wakes < 3; wakes++) {
      expect((await world.ask('POST', '/wake', { by: 'visitor' })).status).toBe(202);
      await world.pass(301);
    }
    expect(await asked(world, 'POST', '/wake', { by: 'visitor' })).toMatchObject({
      status: 429,
      body: { error: { code: 'daily-cap' } },
    });
    expect((await world.ask('POST', '/wake', { by: 'service' })).status).toBe(202);
  });

  it.each([
    ['POST', '/sleep'],
    ['POST', '/hold'],
    ['DELETE', '/hold'],
  ])('does not find %s %s', async (method, path) => {
    const world = await sleepingWorld();
    const answer = await asked(world, method, path, { by: 'visitor' });
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toBe(`There is no ${path}. There are: GET /, GET /status, POST /wake.`);
  });

  it('is not told what AWS says; the log is', async () => {
    const log = jest.spyOn(console, 'error').mockReturnValue();
    const world = await sleepingWorld();
    world.target.failure = Object.assign(new Error('not authorized: arn:aws:iam::1:role/x'), {
      name: 'UnauthorizedOperation',
      $metadata: {},
    });
    const by = async (caller: 'visitor' | 'person') =>
      (await asked(world, 'POST', '/wake', { by: caller })).body.error;
    expect(await by('visitor')).toEqual({
      code: 'aws-failed',
      message:
        'AWS refused or failed (UnauthorizedOperation). What was asked for, if it was recorded, is carried out by a later tick.',
    });
    expect((await by('person')).message).toContain('arn:aws:iam');
    expect(log).toHaveBeenCalledWith(world.target.failure);
    world.target.failure = undefined;
    await world.tick();
    expect(world.target.calls).toEqual(['start i-1']);
  });

  it('from another site gets the headers that let its page read the answer, if the site is allowed', async () => {
    const world = await sleepingWorld();
    const ask = async (corsOrigins: string[], origin: string, method = 'GET') => {
      const power = Object.assign(world.power, { corsOrigins });
      const { status, headers } = await world.ask(method, '/status', { by: 'visitor', origin });
      return {
        status,
        allowed: headers['access-control-allow-origin'],
        vary: headers.vary,
        power: power.environment,
      };
    };
    const site = 'https://game.example';
    expect(await ask([site], site)).toMatchObject({ status: 200, allowed: site, vary: 'origin' });
    expect(await ask([site], 'https://other.example')).toMatchObject({ status: 200, allowed: undefined });
    expect(await ask(['*'], site)).toMatchObject({ allowed: '*', vary: undefined });
    expect(await ask([], site)).toMatchObject({ allowed: undefined, vary: undefined });
    expect(await ask([site], site, 'OPTIONS')).toMatchObject({ status: 204, allowed: site });
  });
});

describe('what cannot be answered', () => {
  const refusals: [string, string, string, Partial<ApiRequest>, number, string, RegExp][] = [
    ['bad JSON', 'POST', '/wake', { body: '{"target":' }, 400, 'bad-json', /not JSON/],
    ['JSON that is no object', 'POST', '/wake', { body: '[1]' }, 400, 'bad-request', /must be a JSON object/],
    [
      'a field nobody knows',
      'POST',
      '/wake',
      { body: '{"minute":5}' },
      400,
      'bad-request',
      /^Unknown here: minute. Allowed: target, reason, minutes.$/,
    ],
    [
      'minutes that are none',
      'POST',
      '/wake',
      { body: '{"minutes":"soon"}' },
      400,
      'bad-request',
      /^minutes is "soon"; a person may/,
    ],
    ['no time at all', 'POST', '/wake', { body: '{"minutes":0}' }, 400, 'bad-request', /more than 0/],
    [
      'too long a time for a visitor',
      'POST',
      '/wake',
      { by: 'visitor', body: '{"minutes":16}' },
      400,
      'bad-request',
      /at most 15/,
    ],
    [
      'a reason that is a story',
      'POST',
      '/wake',
      { body: JSON.stringify({ reason: 'x'.repeat(201) }) },
      400,
      'bad-request',
      /at most 200 characters/,
    ],
    [
      'a body that is a book',
      'POST',
      '/wake',
      { body: 'ä'.repeat(2049) },
      413,
      'too-large',
      /has 4098 bytes; at most 4096/,
    ],
    [
      'an unknown target',
      'POST',
      '/wake',
      { body: '{"target":"kafak"}' },
      404,
      'unknown-target',
      /^There is no target "kafak". Targets: kafka.$/,
    ],
    [
      'a target that is no name',
      'POST',
      '/wake',
      { body: '{"target":7}' },
      404,
      'unknown-target',
      /no target 7/,
    ],
    [
      'a hold without an end',
      'POST',
      '/hold',
      { body: '{"on":true}' },
      400,
      'bad-request',
      /needs \{"on": true, "minutes": n\} or "until"; given was \{"on":true\}/,
    ],
    [
      'a hold that is off',
      'POST',
      '/hold',
      { body: '{"on":false,"minutes":5}' },
      400,
      'bad-request',
      /POST \/sleep/,
    ],
    [
      'another method',
      'GET',
      '/wake',
      {},
      405,
      'method-not-allowed',
      /^GET \/wake is not allowed; allowed: POST.$/,
    ],
    ['another path', 'GET', '/favicon.ico', {}, 404, 'not-found', /^There is no \/favicon.ico/],
  ];

  it.each(refusals)('%s', async (_what, method, path, options, status, code, message) => {
    const world = await sleepingWorld();
    const answer = await asked(world, method, path, options);
    expect(answer).toMatchObject({
      status,
      body: { error: { code, message: expect.stringMatching(message) } },
    });
    expect(world.target.calls).toEqual([]);
  });

  it('says which methods are allowed in a header, too', async () => {
    const world = await sleepingWorld();
    expect((await world.ask('PUT', '/hold')).headers.allow).toBe('POST, DELETE');
    expect((await world.ask('POST', '/wake', { body: '{' })).headers).not.toHaveProperty('allow');
  });

  it('a browser’s question before its request, from anybody but visitors: only their pages are elsewhere', async () => {
    const world = await sleepingWorld();
    expect(await asked(world, 'OPTIONS', '/status')).toMatchObject({
      status: 405,
      body: { error: { code: 'method-not-allowed' } },
    });
  });

  it('a policy that somebody has broken', async () => {
    const world = await sleepingWorld();
    world.settings.set('kafka', '{"idleAfter":-1}');
    expect(await asked(world, 'POST', '/wake')).toMatchObject({
      status: 500,
      body: { error: { code: 'bad-policy' } },
    });
  });

  it('a mistake of ours, which fails the invocation instead of being told', async () => {
    const world = await sleepingWorld();
    world.target.failure = new TypeError('x is not a function');
    await expect(world.ask('GET', '/status')).rejects.toThrow(TypeError);
  });
});
