import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '../../../power/items.ts';
import { sleepingWorld, type World } from '../world.ts';

let world: World;
beforeEach(async () => {
  world = await sleepingWorld();
  await world.target.start('i-1');
  await world.pass(60);
  // A foreign host: what is on it reports by the API alone.
  world.host.hung = true;
});

async function report(body: object, by: Caller = 'service') {
  const answer = await world.ask('POST', '/report', { by, body: JSON.stringify(body) });
  return { status: answer.status, body: JSON.parse(answer.body) };
}

const kept = async () => (await world.store.read('kafka')).get('activity#i-1');

describe('a host that reports by itself', () => {
  it('is believed, by our clock', async () => {
    expect(await report({ target: 'kafka', instance: 'i-1', used: true })).toEqual({
      status: 200,
      body: { target: 'kafka' },
    });
    expect(await kept()).toMatchObject({ at: world.clock.at(), lastUsedAt: world.clock.at(), ready: true });
  });

  it('was last used when it says, or when it said before', async () => {
    const lastUsedAt = world.clock.at(-30);
    await report({ instance: 'i-1', lastUsedAt });
    await world.pass(20);
    await report({ instance: 'i-1', used: false });
    expect(await kept()).toMatchObject({ at: world.clock.at(), lastUsedAt });
    await report({ instance: 'i-1', lastUsedAt: world.clock.at() });
    expect((await kept())?.lastUsedAt).toBe(world.clock.at());
  });

  it('starts anew after a start: what it said before does not count', async () => {
    await report({ instance: 'i-1', lastUsedAt: world.clock.at(-30) });
    await world.target.stop('i-1');
    await world.pass(60);
    await world.target.start('i-1');
    await world.pass(30);
    await report({ instance: 'i-1', used: false });
    expect((await kept())?.lastUsedAt).toBe(world.clock.at());
  });

  it('tells a boot and a stop', async () => {
    await report({ instance: 'i-1', ready: false });
    expect(await kept()).toMatchObject({ ready: false, detail: { phase: 'booting' } });
    await report({ instance: 'i-1', stopped: 'unclean' });
    expect(await kept()).toMatchObject({ ready: false, stopped: 'unclean' });
  });

  it('hears when and why it is to be stopped', async () => {
    await report({ instance: 'i-1', used: true });
    await world.command('person', 'POST', '/sleep');
    expect(await report({ instance: 'i-1', used: true })).toEqual({
      status: 200,
      body: {
        target: 'kafka',
        stop: world.clock.at(30),
        reason: 'put to sleep by a person at 03:01 UTC, until a person wakes it',
      },
    });
  });
});

describe('what a host cannot report', () => {
  it.each<[string, object, string]>([
    [
      'for an instance of others',
      { instance: 'i-2' },
      'instance is "i-2"; instances with the tags of kafka: i-1.',
    ],
    ['for no instance', {}, 'instance is undefined; instances with the tags of kafka: i-1.'],
    ['as used at some time', { instance: 'i-1', used: 'yes' }, 'used is "yes"; allowed are true and false.'],
    ['as ready in a way', { instance: 'i-1', ready: 1 }, 'ready is 1; allowed are true and false.'],
    [
      'as stopped in a way',
      { instance: 'i-1', stopped: 'killed' },
      'stopped is "killed"; allowed are "clean" and "unclean".',
    ],
    [
      'as used tomorrow',
      { instance: 'i-1', lastUsedAt: '2026-11-21T03:01:01.001Z' },
      'lastUsedAt is "2026-11-21T03:01:01.001Z"; give an instant up to now (2026-11-21T03:01:01.000Z), such as 2026-11-21T18:00:00Z.',
    ],
    [
      'as used a while ago',
      { instance: 'i-1', lastUsedAt: 'a while ago' },
      'lastUsedAt is "a while ago"; give an instant up to now (2026-11-21T03:01:01.000Z), such as 2026-11-21T18:00:00Z.',
    ],
    [
      'its load',
      { instance: 'i-1', load: 0.5 },
      'Unknown here: load. Allowed: target, instance, used, lastUsedAt, ready, stopped.',
    ],
  ])('%s', async (_what, body, message) => {
    expect(await report(body)).toEqual({ status: 400, body: { error: { code: 'bad-request', message } } });
    expect(await kept()).not.toMatchObject({ bootId: 'reported' });
  });

  it('anything, if there is no instance', async () => {
    const targets = () => () => Object.assign(world.target, { describe: () => Promise.resolve([]) });
    Object.assign(world.power, { targets });
    expect((await report({ instance: 'i-1' })).body.error.message).toBe(
      'instance is "i-1"; instances with the tags of kafka: none.',
    );
  });

  it('anything, if its policy says that it never reports', async () => {
    world.settings.set('kafka', '{"reports":"none"}');
    expect(await report({ instance: 'i-1' })).toMatchObject({
      status: 400,
      body: {
        error: {
          message:
            'The target kafka has reports "none": nobody would read it. Set reports to "agent" and deploy.',
        },
      },
    });
  });

  it('anything, as a visitor', async () => {
    expect((await report({ instance: 'i-1' }, 'visitor')).status).toBe(404);
  });
});
