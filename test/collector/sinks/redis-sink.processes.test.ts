import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'redis';
import { RedisSink } from '../../../collector/sinks/redis-sink.ts';
import { TestRedis } from '../fixtures/redis.ts';
import { type Arrived, event, keepsTheSinkContract } from './sink-contract.ts';

/** All entries of a stream, in order. */
async function readStream(redis: TestRedis, stream: string): Promise<(Arrived & { headers: unknown })[]> {
  const client = createClient({ socket: { ...redis.settings } });
  await client.connect();
  try {
    const entries = await client.xRange(stream, '-', '+');
    return (entries ?? []).map(({ message: { id, type, key, value = '', headers = '' } }) => ({
      id,
      type,
      key,
      value,
      headers: JSON.parse(headers),
    }));
  } finally {
    client.destroy();
  }
}

describe('the Redis sink', () => {
  keepsTheSinkContract(async () => {
    const redis = await TestRedis.start();
    const sink = new RedisSink({ stream: 'events', redis: redis.settings });
    let killed = false;
    return {
      sink,
      notices: true,
      async arrived(lane) {
        const stream = lane === 'events' ? 'events' : 'events.dead-letter';
        const entries = await readStream(redis, stream);
        return entries.map(({ id, type, key, value }) => ({ id, type, key, value }));
      },
      async leave() {
        killed = true;
        await redis.kill();
      },
      hang: () => redis.freeze(),
      async comeBack() {
        if (killed) await redis.restart();
        else redis.wake();
        killed = false;
      },
      async close() {
        await sink.close();
        await redis.close();
      },
    };
  });
});

describe('a Redis that takes nothing', () => {
  let redis: TestRedis | undefined;
  let sink: RedisSink | undefined;

  afterEach(async () => {
    await sink?.close();
    await redis?.close();
  });

  async function connected() {
    const server = await TestRedis.start();
    redis = server;
    const opened = new RedisSink({ stream: 'events', redis: server.settings });
    sink = opened;
    await opened.connect();
    return { server, opened };
  }

  it('takes none of a batch when it is full, which is not being down', async () => {
    const { server, opened } = await connected();
    await server.command('CONFIG', 'SET', 'maxmemory', '1');
    const records = [event({ key: 'anna' }), event({ key: 'anna' })];
    expect(await opened.send(records, 10_000)).toMatchObject({
      unsent: records,
      rejected: [],
      why: { code: 'throttled', text: expect.stringMatching(/^Redis is full: .*OOM/) },
    });
    expect(opened.connected).toBe(true);
    await server.command('CONFIG', 'SET', 'maxmemory', '0');
    expect(await opened.send(records, 10_000)).toEqual({ unsent: [], rejected: [] });
    expect((await readStream(server, 'events')).map(({ id }) => id)).toEqual(records.map(({ id }) => id));
  });

  it('says so when the stream is something else', async () => {
    const { server, opened } = await connected();
    await server.command('SET', 'events', 'of last year');
    const records = [event()];
    expect(await opened.send(records, 10_000)).toMatchObject({
      unsent: records,
      why: { code: 'unreachable', text: expect.stringContaining('WRONGTYPE') },
    });
  });

  it('says so when the password is wrong', async () => {
    const { server } = await connected();
    await server.command('ACL', 'SETUSER', 'collector', 'on', '>right', '~*', '+@all');
    const redis = { ...server.settings, username: 'collector', password: 'wrong' };
    await expect(new RedisSink({ stream: 'events', redis }).connect()).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/^Redis at 127.0.0.1:\d+ cannot be reached: .*WRONGPASS/),
    });
  });
});
