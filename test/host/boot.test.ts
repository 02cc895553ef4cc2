import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type BootProps, boot } from '../../host/boot.ts';
import { readBootRecord } from '../../host/boot-record.ts';
import { type HostPaths, hostPaths } from '../../host/paths.ts';
import type { Volume } from '../../host/volume/choose-volume.ts';
import { clusterId } from '../../kafka/cluster-id.ts';
import { DEFAULT_PORTS } from '../../kafka/ports.ts';
import { MemoryStore } from '../../power/store/memory-store.ts';
import { HandClock } from '../power/hand-clock.ts';
import { temporaryFolders } from '../temporary-folder.ts';
import { type FakeCommand, fakeCommands } from './fake-commands.ts';

const SETTINGS = {
  target: 'kafka',
  table: 't',
  dataVolume: {},
  reportEvery: 20,
  kafka: { security: 'open' },
};
const HOST_PARAMETER = '/catnap/dev/hosts/kafka';
const BOOTSTRAP_PARAMETER = '/catnap/dev/bootstrap/kafka';
const CLUSTER = clusterId({ account: '123456789012', environment: 'dev', target: 'kafka' });
const VOLUME: Volume = { id: 'vol-1', state: 'available', availabilityZone: 'eu-central-1a' };
const DEVICE = 'disk/by-id/nvme-Amazon_Elastic_Block_Store_vol1';

const temporaryFolder = temporaryFolders();
let root: string;
let paths: HostPaths;
let parameters: Map<string, string>;
let volumes: Volume[];
let store: MemoryStore;
let formatted: string[];

/** A host as user data and catnap-update leave it, with a blank volume to be attached. */
beforeEach(() => {
  root = temporaryFolder();
  paths = hostPaths(root);
  const programs = join(root, 'opt/catnap/programs/abc');
  for (const folder of [join(programs, 'kafka/libs'), join(root, 'etc'), join(root, 'proc'), paths.devices]) {
    mkdirSync(folder, { recursive: true });
  }
  symlinkSync(programs, paths.programs);
  writeFileSync(join(paths.jars, 'kafka.jar'), '');
  writeFileSync(paths.memory, 'MemTotal: 3915776 kB\n');
  parameters = new Map([[HOST_PARAMETER, JSON.stringify(SETTINGS)]]);
  volumes = [VOLUME];
  store = new MemoryStore();
  formatted = [];
});

/** Formats as kafka-storage does. */
const java: FakeCommand = (args) => {
  const id = args[args.indexOf('-t') + 1] ?? '';
  formatted.push(id);
  writeFileSync(join(paths.logDirectory, 'meta.properties'), `cluster.id=${id}\n`);
  return undefined;
};

function host(special: Record<string, FakeCommand> = {}) {
  const log: string[] = [];
  const commands = fakeCommands({ java, blkid: () => ({ exitCode: 2 }), ...special });
  const props: BootProps = {
    host: { environment: 'dev', role: 'kafka', region: 'eu-central-1', root, ports: DEFAULT_PORTS },
    identity: () =>
      Promise.resolve({
        instanceId: 'i-1',
        accountId: '123456789012',
        availabilityZone: 'eu-central-1a',
        hostname: 'ip-10-0-0-7.ec2.internal',
      }),
    parameters: {
      read: (name) => Promise.resolve(parameters.get(name)),
      write: (name, value) => {
        parameters.set(name, value);
        return Promise.resolve();
      },
    },
    volumes: () =>
      Promise.resolve({
        find: () => Promise.resolve(volumes),
        attach: () => {
          const device = join(paths.devices, DEVICE);
          mkdirSync(dirname(device), { recursive: true });
          writeFileSync(device, '');
          volumes = volumes.map((volume) => ({ ...volume, state: 'in-use', attachedTo: 'i-1' }));
          return Promise.resolve();
        },
      }),
    openStore: () => Promise.resolve(store),
    run: commands.run,
    clock: new HandClock().now,
    log: (line) => log.push(line),
  };
  return { props, commands, log };
}

async function report() {
  return (await store.read('kafka')).get('activity#i-1');
}

describe('the first boot of a host', () => {
  it('attaches, formats and mounts its volume, formats the log directory, and renders the settings', async () => {
    const { props, commands } = host();
    await boot(props);
    expect(commands.ran('mkfs.xfs')).toEqual([`mkfs.xfs -L catnap-kafka ${join(paths.devices, DEVICE)}`]);
    expect(commands.ran('mount')).toHaveLength(1);
    expect(formatted).toEqual([CLUSTER]);
    expect(readFileSync(paths.serverProperties, 'utf8')).toContain(`log.dirs=${paths.logDirectory}\n`);
    expect(readFileSync(paths.jvmArguments, 'utf8')).toContain('-Xmx1024m\n');
  });

  it('tells clients where to connect', async () => {
    await boot(host().props);
    expect(parameters.get(BOOTSTRAP_PARAMETER)).toBe('ip-10-0-0-7.ec2.internal:9092');
  });

  it('leaves a record with every step for the watch', async () => {
    await boot(host().props);
    expect(await readBootRecord(paths.bootRecord)).toEqual({
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
    await boot(host().props);
    expect(await report()).toBeUndefined();
  });
});

describe('a boot that is run twice', () => {
  it('does no harm: nothing is attached, formatted or mounted again', async () => {
    const { props, commands } = host();
    await boot(props);
    const first = await readBootRecord(paths.bootRecord);
    await boot(props);
    expect(commands.ran('mkfs.xfs')).toHaveLength(1);
    expect(commands.ran('mount')).toHaveLength(1);
    expect(formatted).toHaveLength(1);
    expect((await readBootRecord(paths.bootRecord)).bootId).not.toBe(first.bootId);
  });
});

describe('a boot that fails', () => {
  it('reports why, with how far it came, and leaves no record of a boot', async () => {
    await boot(host().props);
    volumes = [
      { ...VOLUME, id: 'vol-1' },
      { ...VOLUME, id: 'vol-2' },
    ];
    await expect(boot(host().props)).rejects.toMatchObject({ code: 'two-volumes' });
    expect(await report()).toMatchObject({
      ready: false,
      detail: {
        phase: 'failed',
        message: expect.stringContaining('vol-1 and vol-2'),
        boot: { agentAt: expect.any(String), settingsAt: expect.any(String) },
      },
    });
    expect(existsSync(paths.bootRecord)).toBe(false);
  });

  it('refuses the volume of another cluster, and formats nothing', async () => {
    mkdirSync(paths.logDirectory, { recursive: true });
    writeFileSync(join(paths.logDirectory, 'meta.properties'), 'cluster.id=AAAAkwPTTKqRvqfavAjzPA\n');
    await expect(boot(host().props)).rejects.toMatchObject({ code: 'foreign-volume' });
    expect(formatted).toEqual([]);
    expect((await report())?.detail.message).toContain('AAAAkwPTTKqRvqfavAjzPA');
  });

  it('says that its settings are missing or nonsense, though it knows no table to report to', async () => {
    parameters.set(HOST_PARAMETER, 'nonsense');
    await expect(boot(host().props)).rejects.toMatchObject({ code: 'bad-settings' });
    parameters.delete(HOST_PARAMETER);
    await expect(boot(host().props)).rejects.toMatchObject({ code: 'no-settings' });
    expect(await report()).toBeUndefined();
  });

  it('fails for its own reason when the table does not answer either', async () => {
    const { props, log } = host({ mount: () => ({ exitCode: 32, stderr: 'wrong fs type' }) });
    const openStore = () => Promise.reject(new Error('connection refused'));
    await expect(boot({ ...props, openStore })).rejects.toMatchObject({ code: 'command-failed' });
    expect(log).toEqual(['the failure could not be reported: connection refused']);
  });
});
