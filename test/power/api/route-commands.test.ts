import { beforeEach, describe, expect, it } from '@jest/globals';
import { sleepingWorld, type World } from '../world.ts';

let world: World;
beforeEach(async () => {
  world = await sleepingWorld();
});

async function asked(method: string, path: string, body: object, by: 'person' | 'service' = 'service') {
  const answer = await world.ask(method, path, { by, body: JSON.stringify(body) });
  return { status: answer.status, body: JSON.parse(answer.body) };
}

const items = () => world.store.read('kafka');

describe('a wake', () => {
  it('says by whom, why and for how long', async () => {
    await asked('POST', '/wake', { reason: 'demo', minutes: 20 });
    expect((await items()).get('lease#wake')).toMatchObject({
      by: 'service',
      reason: 'demo',
      until: world.clock.at(300 + 1200),
    });
  });

  it('by a visitor counts towards the cap of this function', async () => {
    Object.assign(world.power, { dailyCap: 0 });
    expect((await world.ask('POST', '/wake', { by: 'visitor' })).status).toBe(429);
  });
});

it('a sleep says by whom', async () => {
  await asked('POST', '/sleep', {});
  expect((await items()).get('wish')).toMatchObject({ hold: 'off', by: 'service' });
});

describe('a hold', () => {
  it.each([
    ['minutes', { minutes: 90 }],
    ['minutes out of a form', { on: 'true', minutes: '90' }],
    ['an instant', { until: '2026-11-21T05:30:01+01:00' }],
  ])('has an end, given as %s', async (_how, end) => {
    const answer = await asked('POST', '/hold', { on: true, ...end });
    expect(answer).toMatchObject({
      status: 200,
      body: { state: 'booting', reason: 'held awake by a service until 04:30 UTC' },
    });
    expect((await items()).get('wish')).toMatchObject({
      holdUntil: '2026-11-21T04:30:01.000Z',
      by: 'service',
    });
  });

  it.each([
    [{ on: true }, '{"on":true}'],
    [{ minutes: 5 }, '{"minutes":5}'],
    [{ on: false, minutes: 5 }, '{"on":false,"minutes":5}'],
    [{ on: 'yes', until: '2026-11-21T05:00:00Z' }, '{"on":"yes","until":"2026-11-21T05:00:00Z"}'],
  ])('is not %j', async (body, given) => {
    expect(await asked('POST', '/hold', body)).toEqual({
      status: 400,
      body: {
        error: {
          code: 'bad-request',
          message: `A hold needs {"on": true, "minutes": n} or "until"; given was ${given}. To let it sleep: DELETE /hold; to make it sleep: POST /sleep.`,
        },
      },
    });
  });

  it('in the past is refused, and so is one for a year', async () => {
    for (const until of ['2026-11-21T02:59:00Z', '2027-11-21T03:00:00Z']) {
      const { body } = await asked('POST', '/hold', { on: true, until });
      expect(body.error.message).toBe(
        `until is "${until}"; a service may ask for an instant after 2026-11-21T03:00:01.000Z (now) and at most 2026-11-28T03:00:01.000Z, such as 2026-11-21T18:00:00Z.`,
      );
    }
    expect((await items()).get('wish')).toBeUndefined();
  });

  it('ends by whoever may end it', async () => {
    await asked('POST', '/hold', { on: true, minutes: 5 }, 'person');
    expect(await asked('DELETE', '/hold', {})).toMatchObject({
      status: 409,
      body: { error: { code: 'held-on' } },
    });
    expect((await asked('DELETE', '/hold', {}, 'person')).status).toBe(200);
    expect((await items()).get('wish')).toBeUndefined();
  });
});

describe('a lease', () => {
  it('says by whom, why and until when, and starts the host', async () => {
    const answer = await asked('POST', '/lease', { id: 'import', minutes: 30, reason: 'night import' });
    expect(answer).toMatchObject({
      status: 200,
      body: { state: 'booting', reason: 'wanted awake by a service until 03:30 UTC (night import)' },
    });
    expect((await items()).get('lease#import')).toMatchObject({ by: 'service', until: world.clock.at(1800) });
  });

  it('takes an instant as well', async () => {
    await asked('POST', '/lease', { id: 'import', until: '2026-11-21T06:00:00Z' });
    expect((await items()).get('lease#import')?.until).toBe('2026-11-21T06:00:00.000Z');
  });

  it.each<[string, object, RegExp]>([
    ['without an id', { minutes: 5 }, /^id is undefined; give a lease 1 to 64 letters/],
    ['under the id of wakes', { id: 'wake', minutes: 5 }, /^id is "wake"; .* another name than wake\.$/],
    ['without an end', { id: 'a' }, /^Give either minutes or until; given was \{\}\.$/],
    [
      'in the past',
      { id: 'a', until: '2026-11-20T03:00:00Z' },
      /^until is "2026-11-20T03:00:00Z"; a service may/,
    ],
    [
      'for a year',
      { id: 'a', minutes: 525_600 },
      /^minutes is 525600; a service may ask for .* at most 10080\.$/,
    ],
    ['with a story for a reason', { id: 'a', minutes: 5, reason: 'x'.repeat(201) }, /^reason must be a text/],
  ])('is not taken %s', async (_how, body, message) => {
    const answer = await asked('POST', '/lease', body);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'bad-request', message: expect.stringMatching(message) } },
    });
    expect((await items()).leaseKeys()).toEqual([]);
  });

  it('is given back by its id', async () => {
    await asked('POST', '/lease', { id: 'import', minutes: 30 });
    await asked('POST', '/lease', { id: 'report', minutes: 30 });
    expect((await asked('DELETE', '/lease', { id: 'import' })).status).toBe(200);
    expect((await items()).leaseKeys()).toEqual(['lease#report']);
    expect((await asked('DELETE', '/lease', { id: 'wake' })).status).toBe(400);
    const inQuery = await world.ask('DELETE', '/lease', { query: { id: 'report' } });
    expect(inQuery.status).toBe(200);
    expect((await items()).leaseKeys()).toEqual([]);
  });
});
