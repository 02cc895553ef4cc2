import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readBootRecord } from '../../host/boot-record.ts';
import { temporaryFolders } from '../temporary-folder.ts';
import { BootedHost, CLUSTER, SETTINGS, VOLUME } from './booted-host.ts';
import type { FakeCommand } from './fake-commands.ts';

const temporaryFolder = temporaryFolders();
const newHost = (special?: Record<string, FakeCommand>) => new BootedHost(temporaryFolder(), special);

describe('the first boot of a host', () => {
  it('attaches, formats and mounts its volume, formats the log directory, and renders the settings', async () => {
    const host = newHost();
    await host.boot();
    expect(host.commands.ran('mkfs.xfs')).toEqual([`mkfs.xfs -L catnap-kafka ${host.device}`]);
    expect(host.commands.ran('mount')).toHaveLength(1);
    expect(host.formatted).toEqual([CLUSTER]);
    const properties = readFileSync(host.paths.serverProperties, 'utf8');
    expect(properties).toContain(`log.dirs=${host.paths.logDirectory}\n`);
    expect(properties).toContain(`log.retention.bytes=${533 * 1024 ** 2}\n`);
    expect(readFileSync(host.paths.jvmArguments, 'utf8')).toContain('-Xmx1024m\n');
  });

  it('tells clients where to connect', async () => {
    const host = newHost();
    await host.boot();
    expect(host.bootstrap).toBe('ip-10-0-0-7.ec2.internal:9092');
  });

  it('leaves a record with every step for the watch', async () => {
    const host = newHost();
    await host.boot();
    expect(await readBootRecord(host.paths.bootRecord)).toEqual({
      bootId: expect.any(String),
      instanceId: 'i-1',
      settings: SETTINGS,
      steps: {
        agentAt: expect.any(String),
        settingsAt: expect.any(String),
        volumeAt: expect.any(String),
        renderedAt: expect.any(String),
        kafkaAt: expect.any(String),
      },
      programs: 'abc',
    });
  });

  it('reports nothing while all goes well: the watch does, a moment later', async () => {
    const host = newHost();
    await host.boot();
    expect(await host.report()).toBeUndefined();
  });
});

describe('a boot that is run twice', () => {
  it('does no harm: nothing is attached, formatted or mounted again', async () => {
    const host = newHost();
    await host.boot();
    const first = await readBootRecord(host.paths.bootRecord);
    await host.boot();
    expect(host.commands.ran('mkfs.xfs')).toHaveLength(1);
    expect(host.commands.ran('mount')).toHaveLength(1);
    expect(host.formatted).toHaveLength(1);
    expect((await readBootRecord(host.paths.bootRecord)).bootId).not.toBe(first.bootId);
  });
});

describe('a boot that fails', () => {
  it('reports why, with how far it came, and leaves no record of a boot', async () => {
    const host = newHost();
    await host.boot();
    host.volumes = [VOLUME, { ...VOLUME, id: 'vol-2' }];
    await expect(host.boot()).rejects.toMatchObject({ code: 'two-volumes' });
    expect(await host.report()).toMatchObject({
      ready: false,
      detail: {
        phase: 'failed',
        message: expect.stringContaining('vol-1 and vol-2'),
        boot: { agentAt: expect.any(String), settingsAt: expect.any(String) },
      },
    });
    expect(existsSync(host.paths.bootRecord)).toBe(false);
  });

  it('refuses the volume of another cluster, and formats nothing', async () => {
    const host = newHost();
    mkdirSync(host.paths.logDirectory, { recursive: true });
    const foreign = 'cluster.id=AAAAkwPTTKqRvqfavAjzPA\n';
    writeFileSync(join(host.paths.logDirectory, 'meta.properties'), foreign);
    await expect(host.boot()).rejects.toMatchObject({ code: 'foreign-volume' });
    expect(host.formatted).toEqual([]);
    expect((await host.report())?.detail.message).toContain('AAAAkwPTTKqRvqfavAjzPA');
  });

  it('refuses to go on with another volume than the settings name', async () => {
    const host = newHost();
    await host.boot();
    const labelled = join(host.paths.devices, 'disk/by-label/catnap-kafka');
    mkdirSync(dirname(labelled), { recursive: true });
    symlinkSync(host.device, labelled);
    host.settings = JSON.stringify({ ...SETTINGS, dataVolume: { volumeId: 'vol-2' } });
    await expect(host.boot()).rejects.toMatchObject({ code: 'other-volume' });
    expect((await host.report())?.detail.message).toMatch(/vol-2 .* vol-1/);
  });

  it('says that its settings are missing or nonsense, though it knows no table to report to', async () => {
    const host = newHost();
    host.settings = 'nonsense';
    await expect(host.boot()).rejects.toMatchObject({ code: 'bad-settings' });
    host.settings = undefined;
    await expect(host.boot()).rejects.toMatchObject({ code: 'no-settings' });
    expect(await host.report()).toBeUndefined();
  });

  it('fails for its own reason when the table does not answer either', async () => {
    const host = newHost({ mount: () => ({ exitCode: 32, stderr: 'wrong fs type' }) });
    host.tableTrouble = 'connection refused';
    await expect(host.boot()).rejects.toMatchObject({ code: 'command-failed' });
    expect(host.log).toEqual([
      expect.stringMatching(/^"mount .*wrong fs type" could not be reported: connection refused$/),
    ]);
  });
});

describe('security updates', () => {
  it.each([
    ['daily', 'start'],
    ['off', 'stop'],
  ])('that are %s: each boot makes the timer what the settings say', async (securityUpdates, verb) => {
    const host = newHost();
    host.settings = JSON.stringify({ ...SETTINGS, securityUpdates });
    await host.boot();
    expect(host.commands.ran('systemctl')).toEqual([`systemctl ${verb} catnap-security-updates.timer`]);
  });

  it('that cannot be scheduled keep no host from booting', async () => {
    const host = newHost({ systemctl: () => ({ exitCode: 5, stderr: 'not found' }) });
    await host.boot();
    expect(existsSync(host.paths.bootRecord)).toBe(true);
    expect(host.log[0]).toContain(
      'could not be set: systemctl stop catnap-security-updates.timer ended with 5',
    );
  });
});
