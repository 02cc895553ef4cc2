import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { howRedisStopped, redisService } from '../../../host/redis/redis-service.ts';
import { temporaryFolders } from '../../temporary-folder.ts';
import { fakeCommands } from '../fake-commands.ts';
import { FakeCollector } from './fake-collector.ts';

const temporaryFolder = temporaryFolders();
const WELL = '+OK\r\n+PONG\r\n';

let fake: FakeCollector;
let collectorSettings: string;
beforeEach(async () => {
  fake = await FakeCollector.start({
    redis: WELL,
    ready: { status: 200, text: '{"ready":true}' },
    status: { startedAt: '03:00', accepted: 7, pending: { events: 1 }, buffer: { entries: 2 } },
  });
  collectorSettings = join(temporaryFolder(), 'collector.json');
  const redis = { host: '127.0.0.1', port: fake.redisPort, username: 'collector', password: 's3cr3t' };
  writeFileSync(collectorSettings, JSON.stringify({ redis }));
});
afterEach(() => fake.close());

function service(special: Parameters<typeof fakeCommands>[0] = {}) {
  const commands = fakeCommands(special);
  return { commands, redis: redisService({ port: fake.port, collectorSettings, run: commands.run }) };
}

describe('Redis and the collector are ready', () => {
  it('when Redis lets us in and answers, and the collector says so', async () => {
    await service().redis.probe();
    expect(fake.asked).toBe('*3\r\n$4\r\nAUTH\r\n$9\r\ncollector\r\n$6\r\ns3cr3t\r\n*1\r\n$4\r\nPING\r\n');
  });

  it.each([
    ['+OK\r\n-LOADING Redis is loading the dataset in memory\r\n', 'Redis answers: +OK'],
    ['-WRONGPASS invalid username-password pair\r\n-NOAUTH Authentication required.\r\n', 'WRONGPASS'],
  ])('not while Redis answers %j', async (answer, message) => {
    fake.answers.redis = answer;
    await expect(service().redis.probe()).rejects.toMatchObject({
      code: 'not-ready',
      message: expect.stringContaining(message),
    });
  });

  it('not while the collector cannot keep its promise, and the reason is its own', async () => {
    fake.answers.ready = { status: 503, text: '{"ready":false,"why":"Redis is full"}' };
    await expect(service().redis.probe()).rejects.toThrow(
      'the collector is not ready: {"ready":false,"why":"Redis is full"}',
    );
  });

  it('not while nobody listens', async () => {
    const { redis } = service();
    writeFileSync(
      collectorSettings,
      JSON.stringify({ redis: { host: '127.0.0.1', port: 1, username: 'collector', password: 's3cr3t' } }),
    );
    await expect(redis.probe()).rejects.toThrow(/^Redis does not answer \((?!.*s3cr3t)/);
  });
});

describe('use of Redis and the collector', () => {
  it('is told by what the collector has accepted and what waits', async () => {
    const { redis } = service();
    const before = await redis.snapshot();
    expect(before).toEqual({ startedAt: '03:00', accepted: 7, waiting: 3 });
    fake.answers.status = {
      startedAt: '03:00',
      accepted: 8,
      pending: { events: 0 },
      buffer: { entries: 0 },
    };
    expect(redis.useBetween(before, await redis.snapshot())).toBe('events accepted');
  });
});

describe('stopping and starting', () => {
  it('ends the collector before Redis, to which it gives what is left, and starts them the other way round', async () => {
    const { redis, commands } = service();
    await redis.stop();
    await redis.start();
    expect(commands.calls).toEqual([
      'systemctl stop catnap-collector.service',
      'systemctl stop catnap-redis.service',
      'systemctl start catnap-redis.service',
      'systemctl start catnap-collector.service',
    ]);
  });

  it('does not end Redis when the collector could not be ended', async () => {
    const { redis, commands } = service({ systemctl: () => ({ exitCode: 1, stderr: 'no such unit' }) });
    await expect(redis.stop()).rejects.toMatchObject({ code: 'command-failed' });
    expect(commands.calls).toHaveLength(1);
  });

  it.each([
    ['success', 'clean'],
    ['timeout', 'unclean'],
    ['signal', 'unclean'],
  ])('a collector whose result is %s has ended %s', async (result, ending) => {
    const { run } = fakeCommands({
      systemctl: (args) => ({
        stdout: args.includes('catnap-collector.service') ? `${result}\n` : 'success\n',
      }),
    });
    expect(await howRedisStopped(run)).toBe(ending);
  });
});
