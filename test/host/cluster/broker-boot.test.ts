import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { clusterId } from '../../../kafka/cluster-id.ts';
import { initialDirectoryId } from '../../../kafka/directory-id.ts';
import { until } from '../../../rehearsal/until.ts';
import { temporaryFolders } from '../../temporary-folder.ts';
import { BootedHost, BROKER_SETTINGS, RANDOM_DIRECTORY } from '../booted-host.ts';

const temporaryFolder = temporaryFolders();
const OWNER = { account: '123456789012', environment: 'dev', target: 'cluster' };
const ZONE = BROKER_SETTINGS.cluster.zone.name;
const FIRST_DIRECTORY = initialDirectoryId({ ...OWNER, node: 2 });

/** A broker: the second of three, unless a test says otherwise. */
function broker(over: { readonly node?: number; readonly brokers?: number } = {}): BootedHost {
  const cluster = { ...BROKER_SETTINGS.cluster, ...over };
  return new BootedHost(temporaryFolder(), {}, { ...BROKER_SETTINGS, cluster });
}

/** A disk that is lost, or another one in its place. */
function loseDisk(host: BootedHost): void {
  rmSync(host.paths.logDirectory, { recursive: true });
}

/** Writes what another broker, or a copy, has in its log directory. */
function bring(host: BootedHost, meta: { readonly node: number; readonly directory: string }): void {
  mkdirSync(host.paths.logDirectory, { recursive: true });
  const text = `node.id=${meta.node}\ndirectory.id=${meta.directory}\ncluster.id=${clusterId(OWNER)}\n`;
  writeFileSync(join(host.paths.logDirectory, 'meta.properties'), text);
}

describe('the first boot of a broker', () => {
  it('takes the volume of its own node, wherever the other brokers have theirs', async () => {
    const host = broker();
    await host.boot();
    expect(host.soughtVolumes).toEqual([
      { tags: { 'catnap:environment': 'dev', 'catnap:target': 'cluster', 'catnap:broker': '2' } },
    ]);
  });

  it('makes its name mean this instance, and tells applications the names of all', async () => {
    const host = broker();
    await host.boot();
    expect([...host.addresses]).toEqual([[`Z1 broker-2.${ZONE}`, '10.0.0.7']]);
    expect(host.bootstrap).toBe(`broker-1.${ZONE}:9092,broker-2.${ZONE}:9092,broker-3.${ZONE}:9092`);
  });

  it('formats with the three controllers that all of them name, and keeps the id of its directory', async () => {
    const host = broker();
    await host.boot();
    const controllers = [1, 2, 3].map(
      (node) => `${node}@broker-${node}.${ZONE}:9094:${initialDirectoryId({ ...OWNER, node })}`,
    );
    expect(host.formats).toEqual([`--initial-controllers ${controllers.join(',')}`]);
    expect(host.formatted).toEqual([clusterId(OWNER)]);
    expect(host.directory).toBe(FIRST_DIRECTORY);
  });

  it('sets Kafka up as this node in its zone, with names that are looked up anew', async () => {
    const host = broker();
    await host.boot();
    const properties = readFileSync(host.paths.serverProperties, 'utf8');
    expect(properties).toContain('node.id=2\n');
    expect(properties).toContain('broker.rack=euc1-az2\n');
    expect(properties).toContain('BROKER://10.0.0.7:9093');
    expect(properties).toContain(`BROKER://broker-2.${ZONE}:9093`);
    expect(readFileSync(host.paths.jvmArguments, 'utf8')).toContain('inetaddr.ttl=10\n');
  });

  it('joins the cluster that is there if it is no controller', async () => {
    const host = broker({ node: 4, brokers: 6 });
    await host.boot();
    expect(host.formats).toEqual(['--no-initial-controllers']);
    expect(host.directory).toBe(RANDOM_DIRECTORY);
    expect(host.bootstrap?.split(',')).toHaveLength(6);
  });
});

describe('a broker that takes the place of another instance', () => {
  it('leaves it its name until it has let go of the volume: it may still serve', async () => {
    const host = broker();
    const [free] = host.volumes;
    host.volumes = host.volumes.map((volume) => ({ ...volume, state: 'in-use', attachedTo: 'i-0' }));
    const booted = host.boot();
    const look = { what: 'the host reports that it waits', timeout: 10_000, every: 1 };
    expect(await until(() => host.report(), look)).toMatchObject({
      detail: { phase: 'booting', message: 'waiting: vol-1 is attached to i-0' },
    });
    expect([...host.addresses]).toEqual([]);
    host.volumes = free === undefined ? [] : [free];
    await booted;
    expect(host.addresses.size).toBe(1);
  });
});

describe('a broker that boots again, on this instance or another', () => {
  it('finds its log directory as it left it, and formats nothing', async () => {
    const host = broker();
    await host.boot();
    await host.boot();
    expect(host.formats).toHaveLength(1);
  });

  it('keeps the id of its directory if it was ended right after it had formatted', async () => {
    const host = broker();
    bring(host, { node: 2, directory: FIRST_DIRECTORY });
    await host.boot();
    expect(host.formats).toEqual([]);
    expect(host.directory).toBe(FIRST_DIRECTORY);
  });

  it('refuses the volume of another broker, and leaves it untouched', async () => {
    const host = broker();
    const theirs = initialDirectoryId({ ...OWNER, node: 1 });
    bring(host, { node: 1, directory: theirs });
    await expect(host.boot()).rejects.toMatchObject({
      code: 'foreign-volume',
      message: expect.stringContaining(`log directory ${theirs} of broker 1, but this is broker 2`),
    });
    expect(host.formats).toEqual([]);
    expect(host.directory).toBeUndefined();
    expect([...host.addresses]).toEqual([]);
  });

  it('refuses an old copy of its own volume, in which records are missing that it had acknowledged', async () => {
    const host = broker();
    host.directory = RANDOM_DIRECTORY;
    bring(host, { node: 2, directory: FIRST_DIRECTORY });
    await expect(host.boot()).rejects.toMatchObject({
      code: 'foreign-volume',
      message: expect.stringContaining(`with log directory ${RANDOM_DIRECTORY}`),
    });
    expect((await host.report())?.detail).toMatchObject({ phase: 'failed' });
  });
});

describe('a broker that has lost its volume', () => {
  it('and is a controller does not vote again under the name of the one that knew: a person is asked', async () => {
    const host = broker();
    await host.boot();
    loseDisk(host);
    await expect(host.boot()).rejects.toMatchObject({
      code: 'lost-volume',
      message: expect.stringMatching(/remove controller 2 .* write "replace" into the parameter/),
    });
    expect(host.formats).toHaveLength(1);
    expect(await host.report()).toMatchObject({
      ready: false,
      detail: { phase: 'failed', message: expect.stringContaining(FIRST_DIRECTORY) },
    });
  });

  it('and is a controller joins with a new directory once a person has said so', async () => {
    const host = broker();
    await host.boot();
    loseDisk(host);
    host.directory = 'replace';
    await host.boot();
    expect(host.formats.at(-1)).toBe('--no-initial-controllers');
    expect(host.directory).toBe(RANDOM_DIRECTORY);
  });

  it('and is no controller gets everything from the others again', async () => {
    const host = broker({ node: 4, brokers: 6 });
    host.directory = FIRST_DIRECTORY;
    await host.boot();
    expect(host.formats).toEqual(['--no-initial-controllers']);
    expect(host.directory).toBe(RANDOM_DIRECTORY);
  });
});
