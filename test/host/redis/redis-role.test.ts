import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readBootRecord } from '../../../host/boot-record.ts';
import { temporaryFolders } from '../../temporary-folder.ts';
import { BootedHost, REDIS_SETTINGS } from '../booted-host.ts';

const temporaryFolder = temporaryFolders();
const newHost = (settings = REDIS_SETTINGS) => new BootedHost(temporaryFolder(), {}, settings);
const settingsOf = (host: BootedHost) => JSON.parse(readFileSync(host.paths.collectorSettings, 'utf8'));

describe('the boot of a Redis host', () => {
  it('gives its volume a label of its own, and Redis a folder on it', async () => {
    const host = newHost();
    await host.boot();
    expect(host.commands.ran('mkfs.xfs')).toEqual([`mkfs.xfs -L catnap-redis ${host.device}`]);
    expect(host.commands.ran('chown')).toContain(`chown -R catnap: ${host.paths.redisDirectory}`);
    expect(host.formatted).toEqual([]);
  });

  it("follows the machine's memory and address", async () => {
    const host = newHost();
    writeFileSync(host.paths.memory, 'MemTotal: 942080 kB\n');
    await host.boot();
    const conf = readFileSync(host.paths.redisConf, 'utf8');
    expect(conf).toContain(`maxmemory ${456 * 1024 ** 2}\n`);
    expect(conf).toContain('bind 127.0.0.1 10.0.0.7\n');
  });

  it('lets Redis fork whatever it holds', async () => {
    const host = newHost();
    await host.boot();
    expect(host.commands.ran('sysctl')).toEqual(['sysctl --write vm.overcommit_memory=1']);
  });

  it('tells the collector what the deploy decided, and how to reach Redis', async () => {
    const host = newHost();
    await host.boot();
    expect(settingsOf(host)).toEqual({
      ...REDIS_SETTINGS.collector,
      listen: { host: '0.0.0.0', port: 8080 },
      redis: {
        host: '127.0.0.1',
        port: 6379,
        username: 'collector',
        password: host.secrets.get('/catnap/dev/redis/collector'),
      },
    });
  });

  it('gives it the schemas that came with the programs', async () => {
    const host = newHost();
    mkdirSync(host.paths.schemas, { recursive: true });
    await host.boot();
    expect(settingsOf(host)).toMatchObject({ schemas: host.paths.schemas });
  });

  it('publishes where the collector is', async () => {
    const host = newHost();
    await host.boot();
    expect(host.bootstrap).toBe('ip-10-0-0-7.ec2.internal:8080');
  });

  it('leaves a record for the watch, with nothing secret in it', async () => {
    const host = newHost();
    await host.boot();
    const record = await readBootRecord(host.paths.bootRecord);
    expect(record.settings).toEqual(REDIS_SETTINGS);
    for (const secret of host.secrets.values()) expect(JSON.stringify(record)).not.toContain(secret);
  });
});

describe('the passwords of a Redis host', () => {
  it('are in files that nobody else can read, and in no command and no log', async () => {
    const host = newHost();
    await host.boot();
    const secrets = [...host.secrets.values()];
    for (const file of [host.paths.redisUsers, host.paths.collectorSettings]) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(host.commands.ran('chown')).toContain(`chown catnap: ${file}.draft`);
    }
    const told = [...host.commands.calls, ...host.log, readFileSync(host.paths.redisConf, 'utf8')].join('\n');
    expect(secrets).toHaveLength(4);
    for (const secret of secrets) expect(told).not.toContain(secret);
  });

  it('are known to Redis as hashes', async () => {
    const host = newHost();
    await host.boot();
    const users = readFileSync(host.paths.redisUsers, 'utf8');
    for (const secret of host.secrets.values()) expect(users).not.toContain(secret);
    expect(users).toMatch(/^user default off$/m);
    expect(users).toMatch(/^user collector on #[0-9a-f]{64} ~catnap:\* /m);
  });

  it('are made once', async () => {
    const host = newHost();
    await host.boot();
    const before = readFileSync(host.paths.redisUsers, 'utf8');
    await host.boot();
    expect(readFileSync(host.paths.redisUsers, 'utf8')).toBe(before);
  });
});

describe('a Redis host alone', () => {
  it('lets its readers read the stream that events stay in', async () => {
    const collector = { ...REDIS_SETTINGS.collector, sink: { kind: 'redis', stream: 'clicks' } };
    const host = new BootedHost(temporaryFolder(), {}, { ...REDIS_SETTINGS, collector });
    await host.boot();
    const users = readFileSync(host.paths.redisUsers, 'utf8');
    expect(users).toMatch(/^user reader on \S+ ~clicks ~clicks\.dead-letter /m);
  });
});
