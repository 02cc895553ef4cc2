import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../rehearsal/until.ts';
import { temporaryFolders } from '../temporary-folder.ts';
import { BootedHost, CLUSTER, VOLUME } from './booted-host.ts';

const temporaryFolder = temporaryFolders();
let host: BootedHost;

/** A host whose volume has been set up by another one, which still has it. */
beforeEach(() => {
  host = new BootedHost(temporaryFolder(), { blkid: () => ({ exitCode: 0 }) });
  mkdirSync(host.paths.logDirectory, { recursive: true });
  writeFileSync(join(host.paths.logDirectory, 'meta.properties'), `cluster.id=${CLUSTER}\n`);
  host.volumes = [{ ...VOLUME, state: 'in-use', attachedTo: 'i-0' }];
});

describe('a host that takes the place of another', () => {
  it('waits for the volume, says so, and keeps what is on it', async () => {
    const booted = host.boot();
    const look = { what: 'the host reports that it waits', timeout: 10_000, every: 1 };
    expect(await until(() => host.report(), look)).toMatchObject({
      ready: false,
      detail: { phase: 'booting', message: 'waiting: vol-1 is attached to i-0' },
    });
    host.volumes = [VOLUME];
    await booted;
    expect(host.volumes[0]).toMatchObject({ attachedTo: 'i-1' });
    expect(host.commands.ran('mkfs.xfs')).toEqual([]);
    expect(host.formatted).toEqual([]);
    expect(readFileSync(join(host.paths.logDirectory, 'meta.properties'), 'utf8')).toContain(CLUSTER);
  });

  it('takes the files over: its accounts may be numbered otherwise', async () => {
    host.volumes = [VOLUME];
    writeFileSync(host.paths.accounts, 'catnap:x:4711:4711::/:/sbin/nologin\n');
    await host.boot();
    expect(host.commands.ran('chown')).toEqual([`chown -R catnap: ${host.paths.logDirectory}`]);
  });

  it('tells clients its own address', async () => {
    host.volumes = [VOLUME];
    host.bootstrap = 'ip-10-0-0-3.ec2.internal:9092';
    await host.boot();
    expect(host.bootstrap).toBe('ip-10-0-0-7.ec2.internal:9092');
  });
});
