import { describe, expect, it } from '@jest/globals';
import { reap } from '../../power/reap.ts';
import { sleepingWorld, World, wokenWorld } from './world.ts';

describe('a target through its day', () => {
  it('is woken, boots, serves, is not used and sleeps, once each, and tells of it', async () => {
    const world = await sleepingWorld();
    expect(await world.command('person', 'POST', '/wake', { reason: 'demo' })).toBe('booting');
    await world.until('online');
    await world.until('stopping');
    await world.until('asleep');
    await world.pass(1200);
    expect(world.told).toEqual([
      'unknown → asleep',
      'asleep → booting',
      'booting → online',
      'online → stopping',
      'stopping → asleep',
    ]);
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
    const items = await world.store.read('kafka');
    expect(items.get('intent')).toBeUndefined();
    expect(items.newestTransition()?.value.reason.text).toMatch(/^unused for \d+ min/);
  });

  it('records when things really happened, and what the parts of the wake took', async () => {
    const world = await sleepingWorld();
    const woken = world.clock.at();
    await world.command('person', 'POST', '/wake');
    const online = await world.until('online');
    expect(online.timings).toEqual({ ec2: 20_000, agent: 3_000, kafka: 12_000, total: 35_000 });
    expect(Date.parse(online.at) - Date.parse(woken)).toBe(35_000);
    expect(online.reason).toEqual({
      code: 'ready',
      text: 'ready 35 s after the start: a record went through and came back',
    });
    const [, booting] = await world.store.history('kafka', 2);
    expect(booting).toMatchObject({ at: woken, left: online.at, reason: { code: 'leased' } });
  });

  it('does not sleep while it is used, however long that is', async () => {
    const world = await wokenWorld();
    world.host.used = true;
    await world.pass(4 * 3600);
    expect(world.told.at(-1)).toBe('booting → online');
    world.host.used = false;
    await world.until('asleep');
  });

  it('stays awake for the minimum after somebody started the instance by hand', async () => {
    const world = await sleepingWorld();
    await world.target.start('i-1');
    await world.tick();
    expect(world.told.at(-1)).toBe('asleep → booting');
    const online = await world.until('online');
    const stopping = await world.until('stopping');
    expect(Date.parse(stopping.at) - Date.parse(online.at)).toBeGreaterThanOrEqual(300_000);
    expect(stopping.reason.code).toBe('idle');
  });

  it('stays asleep when nobody wants it', async () => {
    const world = await sleepingWorld();
    await world.pass(3600);
    expect(world.told).toEqual(['unknown → asleep']);
    expect(world.target.calls).toEqual([]);
  });

  it('records that somebody stopped the instance by other means, and lets it be', async () => {
    const world = await wokenWorld();
    world.host.used = true;
    await world.pass(1200);
    await world.target.stop('i-1');
    await world.tick();
    const asleep = await world.until('asleep');
    await world.pass(600);
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
    expect(asleep.reason.code).toBe('stopped-by-other-means');
  });

  it('stays asleep when somebody stopped it although it is held awake, until somebody asks again', async () => {
    const world = await wokenWorld();
    await world.command('person', 'POST', '/hold', { on: true, minutes: 600 });
    await world.pass(60);
    await world.target.stop('i-1');
    await world.tick();
    const stopping = await world.until('stopping');
    expect(stopping.reason.code).toBe('stopped-by-other-means');
    await world.until('asleep');
    await world.pass(3600);
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
    expect(await world.command('service', 'POST', '/wake')).toBe('booting');
    await world.until('online');
  });
});

describe('a stop', () => {
  it('waits for the host, which stops Kafka at the announced instant', async () => {
    const world = await wokenWorld();
    const { at } = await world.until('stopping');
    const intent = (await world.store.read('kafka')).get('intent');
    expect(Date.parse(intent?.stop ?? '') - Date.parse(at)).toBe(30_000);
    await world.pass(29);
    expect(world.host.serving).toBe(true);
    await world.pass(1);
    expect(world.host.serving).toBe(false);
    expect(world.target.calls).toEqual(['start i-1']);
    await world.tick();
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
  });

  it('happens two minutes after that instant if the host does not answer', async () => {
    const world = await wokenWorld();
    const { at } = await world.until('stopping');
    world.host.hung = true;
    await world.pass(30 + 119);
    await world.tick();
    expect(world.target.calls).toEqual(['start i-1']);
    await world.pass(1);
    await world.tick();
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
    const asleep = await world.until('asleep');
    expect(Date.parse(asleep.at) - Date.parse(at)).toBeGreaterThanOrEqual(150_000 + 40_000);
  });

  it('is withdrawn by a wake before it is committed, and Kafka starts again on the same instance', async () => {
    const world = await wokenWorld();
    await world.until('stopping');
    await world.pass(30);
    expect(world.host.serving).toBe(false);
    expect(await world.command('visitor', 'POST', '/wake')).toBe('booting');
    const online = await world.until('online');
    expect(online.timings).toBeUndefined();
    expect(world.target.calls).toEqual(['start i-1']);
  });

  it('is finished if the wake comes after it was committed; the next tick starts the instance', async () => {
    const world = await wokenWorld();
    await world.until('stopping');
    await world.pass(30);
    await world.tick();
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
    expect(await world.command('person', 'POST', '/wake')).toBe('stopping');
    await world.until('booting');
    // Gone before the host could see it and stop what it has just started.
    expect((await world.store.read('kafka')).get('intent')).toBeUndefined();
    await world.until('online');
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1', 'start i-1']);
  });

  it('is taken back by use that the host saw after the announcement', async () => {
    const world = await wokenWorld();
    await world.until('stopping');
    world.host.used = true;
    await world.pass(20);
    await world.tick();
    expect((await world.store.read('kafka')).get('intent')).toBeUndefined();
    expect(world.told.at(-1)).toBe('stopping → online');
  });

  it('happens once when two reapers tick at once, and is recorded once', async () => {
    const world = await wokenWorld();
    for (let rounds = 0; rounds < 100 && world.told.at(-1) !== 'stopping → asleep'; rounds++) {
      await world.pass(10);
      await Promise.all([world.tick(), world.tick(), world.tick()]);
    }
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
    expect(world.told.slice(-3)).toEqual(['booting → online', 'online → stopping', 'stopping → asleep']);
  });

  it('is tried again if the reaper died between committing it and calling EC2', async () => {
    const world = await wokenWorld();
    await world.until('stopping');
    await world.pass(30);
    const stop = world.target.stop.bind(world.target);
    world.target.stop = () => Promise.reject(new Error('killed'));
    await expect(world.tick()).rejects.toThrow('The tick failed for target kafka');
    world.target.stop = stop;
    await world.tick();
    expect(world.target.calls).toEqual(['start i-1']);
    await world.until('asleep');
    expect(world.target.calls).toEqual(['start i-1', 'stop i-1']);
  });
});

describe('a hold-off', () => {
  it('puts a used host to sleep and keeps it there against services and visitors', async () => {
    const world = await wokenWorld();
    world.host.used = true;
    expect(await world.command('person', 'POST', '/sleep')).toBe('stopping');
    await world.until('asleep');
    for (const by of ['service', 'visitor'] as const) {
      expect((await world.ask('POST', '/wake', { by })).status).toBe(409);
    }
    await world.target.start('i-1');
    await world.until('stopping');
    await world.until('asleep');
    expect(await world.command('person', 'POST', '/wake')).toBe('booting');
    await world.until('online');
  });
});

describe('trouble', () => {
  it('no capacity: is a state of its own, tried again with back-off, recorded once', async () => {
    const world = await sleepingWorld();
    world.target.soldOut.add('t3.medium');
    expect(await world.command('person', 'POST', '/wake', { minutes: 60 })).toBe('blocked');
    await world.pass(600);
    expect(world.told).toEqual(['unknown → asleep', 'asleep → blocked']);
    expect(await world.status()).toMatchObject({ state: 'blocked', reasonCode: 'no-capacity' });
    world.target.soldOut.clear();
    await world.until('online');
    expect(world.told.slice(2)).toEqual(['blocked → booting', 'booting → online']);
  });

  it('a failed boot: says why, and keeps the host awake so that one can look', async () => {
    const world = await sleepingWorld();
    world.host.broken = 'two volumes carry the tags: vol-1 and vol-2; remove one';
    await world.command('person', 'POST', '/wake');
    const blocked = await world.until('blocked');
    expect(blocked.reason.text).toBe(
      'the boot failed: two volumes carry the tags: vol-1 and vol-2; remove one',
    );
    await world.pass(3600);
    expect(world.target.calls).toEqual(['start i-1']);
  });

  it('a host that never reports: is blocked past the boot deadline, and not stopped', async () => {
    const world = await sleepingWorld();
    world.host.hung = true;
    await world.command('person', 'POST', '/wake');
    const blocked = await world.until('blocked');
    expect(blocked.reason.code).toBe('boot-deadline');
    await world.pass(3600);
    expect(world.target.calls).toEqual(['start i-1']);
  });

  it('a host that falls silent: is blocked and not stopped; a person can still put it to sleep', async () => {
    const world = await wokenWorld();
    world.host.hung = true;
    const blocked = await world.until('blocked');
    expect(blocked.reason.code).toBe('silent-host');
    await world.pass(3600);
    expect(world.target.calls).toEqual(['start i-1']);
    await world.command('person', 'POST', '/sleep');
    await world.until('asleep');
  });

  it('one target fails: the others have their turn, and the tick fails at the end, by name', async () => {
    const world = await sleepingWorld();
    world.settings.set('aardvark', '{"idleAfter":-1}');
    await world.target.start('i-1');
    world.settings.set('zebra', '{');
    const failure: unknown = await reap(world.power).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: 'AggregateError',
      message: 'The tick failed for target aardvark, target zebra; the next one tries again.',
      errors: [
        { message: 'target aardvark', cause: { code: 'bad-policy' } },
        { message: 'target zebra', cause: { code: 'bad-policy' } },
      ],
    });
    expect(world.told.at(-1)).toBe('asleep → booting');
  });

  it('the instance is gone: says so instead of failing', async () => {
    const world = new World();
    await world.tick();
    expect(world.told).toEqual(['unknown → blocked']);
    expect(await world.status()).toMatchObject({ state: 'blocked', reasonCode: 'no-instance' });
  });
});
