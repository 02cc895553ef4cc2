import { describe, expect, it } from '@jest/globals';
import { type RedisConfProps, renderRedisConf } from '../../../host/redis/redis-conf.ts';

const props: RedisConfProps = {
  address: '10.0.0.7',
  port: 6379,
  memory: { most: 478_150_656, rewriteFrom: 478_150_656 },
  directory: '/var/lib/catnap/data/redis',
  users: '/run/catnap/users.acl',
};

describe("Redis' settings", () => {
  it('sync each write before it is acknowledged, during a rewrite too, and evict nothing', () => {
    const lines = renderRedisConf(props).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'appendonly yes',
        'appendfsync always',
        'no-appendfsync-on-rewrite no',
        'aof-load-truncated yes',
        'save ""',
        'maxmemory 478150656',
        'maxmemory-policy noeviction',
      ]),
    );
  });

  it('let it listen on the private address and the loopback, and on nothing else', () => {
    expect(renderRedisConf(props)).toMatch(/^bind 127\.0\.0\.1 10\.0\.0\.7$/m);
    expect(renderRedisConf({ ...props, address: '127.0.0.1' })).toMatch(/^bind 127\.0\.0\.1$/m);
    expect(renderRedisConf(props)).toMatch(/^protected-mode yes$/m);
  });

  it('name its folder and its users, whatever the path', () => {
    const conf = renderRedisConf({ ...props, directory: '/machines/a "b"/data' });
    expect(conf).toContain('dir "/machines/a \\"b\\"/data"\n');
    expect(conf).toContain('aclfile "/run/catnap/users.acl"\n');
  });
});
