import { describe, expect, it } from '@jest/globals';
import { ROUTES } from '../../../power/api/routes.ts';
import { wokenWorld } from '../world.ts';

it('the routes are these, and visitors have three of them', () => {
  const shown = ROUTES.map((route) => {
    const page = route.open && route.page ? ' as a page' : '';
    return `${route.open ? 'open' : 'closed'} ${route.method} ${route.path} ${route.status}${page}`;
  });
  expect(shown).toEqual([
    'open GET / 200 as a page',
    'open GET /status 200',
    'closed GET /history 200',
    'open POST /wake 202',
    'closed POST /sleep 202',
    'closed POST /hold 200',
    'closed DELETE /hold 200',
    'closed POST /lease 200',
    'closed DELETE /lease 200',
    'closed POST /report 200',
  ]);
});

/** What a body must not have: the answer names all that it may have. */
async function allowed(method: string, path: string): Promise<string> {
  const world = await wokenWorld();
  const answer = await world.ask(method, path, { body: '{"nonsense":1}' });
  return JSON.parse(answer.body).error.message;
}

describe('every route says what it knows', () => {
  it.each([
    ['GET', '/status', 'target'],
    ['GET', '/history', 'target, limit'],
    ['POST', '/wake', 'target, reason, minutes'],
    ['POST', '/sleep', 'target'],
    ['POST', '/hold', 'target, on, minutes, until'],
    ['DELETE', '/hold', 'target'],
    ['POST', '/lease', 'target, id, reason, minutes, until'],
    ['DELETE', '/lease', 'target, id'],
    ['POST', '/report', 'target, instance, used, lastUsedAt, ready, stopped'],
  ])('%s %s: %s', async (method, path, names) => {
    expect(await allowed(method, path)).toBe(`Unknown here: nonsense. Allowed: ${names}.`);
  });
});

describe('the history', () => {
  it('is as long as asked for, newest first, with what it comes to', async () => {
    const world = await wokenWorld();
    await world.pass(30);
    const ask = async (query: Record<string, string>) =>
      JSON.parse((await world.ask('GET', '/history', { query })).body);
    const [online, booting, asleep] = await world.store.history('kafka', 9);
    const whole = await ask({});
    expect(whole.timeline.map(({ to }: { to: string }) => to)).toEqual(['online', 'booting', 'asleep']);
    expect(whole).toMatchObject({
      target: 'kafka',
      total: { since: asleep?.at, wakes: 1 },
    });
    expect(whole.total.awake).toBe((Date.parse(world.clock.at()) - Date.parse(booting?.at ?? '')) / 1000);
    expect(await ask({ limit: '1' })).toMatchObject({
      timeline: [{ to: 'online', at: online?.at }],
      total: { since: online?.at, wakes: 0 },
    });
    expect(await ask({ limit: '0' })).toMatchObject({ error: { code: 'bad-request' } });
  });
});
