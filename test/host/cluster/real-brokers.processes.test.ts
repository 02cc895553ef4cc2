import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { peersOf } from '../../../host/cluster/peers.ts';
import { parsePorts } from '../../../host/ports.ts';
import { type BrokerSettings, LATER_SETTINGS } from '../../../host/settings.ts';
import { Broker } from '../../../kafka/broker.ts';
import { probeCluster } from '../../../kafka/cluster-readiness.ts';
import { MemoryStore } from '../../../power/store/memory-store.ts';
import { keepPorts } from '../../../rehearsal/machine/ports.ts';
import { until } from '../../../rehearsal/until.ts';
import { findKafka, PATIENCE } from '../../journeys/kafka/broker.ts';
import { BROKER_SETTINGS } from '../booted-host.ts';
import { fakeMetadata, wellAnswer } from '../fake-metadata.ts';
import { PlayedBroker, type PlayedCluster } from './played-broker.ts';

const NODES = [1, 2, 3];

/** Of the whole file: its stories share a cluster. */
const folder = mkdtempSync(join(tmpdir(), 'catnap-brokers-'));
const ports = new Map<number, ReturnType<typeof parsePorts>>();
const volumes = new Map<number, string>();
const brokers = new Map<string, PlayedBroker>();
/** Instances that EC2 takes back. */
const noticed = new Set<string>();
const closers: (() => Promise<void>)[] = [];
let cluster: PlayedCluster;

function settingsOf(node: number): BrokerSettings {
  return {
    target: 'cluster',
    table: 't',
    dataVolume: {},
    reportEvery: 1,
    ...LATER_SETTINGS,
    kafka: { security: 'open' },
    cluster: { ...BROKER_SETTINGS.cluster, brokers: 3, node },
  };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is none');
  return value;
}

/** Launches an instance of a broker, as its group does. */
async function launch(node: number, id: string): Promise<PlayedBroker> {
  const service = await fakeMetadata((request) =>
    noticed.has(id) && request.url?.endsWith('/spot/instance-action')
      ? { status: 200, text: '{"action": "terminate", "time": "2026-11-21T03:02:00Z"}' }
      : wellAnswer(request),
  );
  closers.push(service.close);
  const broker = new PlayedBroker(cluster, {
    id,
    settings: settingsOf(node),
    ports: found(ports.get(node)),
    root: join(folder, id),
    volume: found(volumes.get(node)),
    metadata: service.endpoint,
  });
  brokers.set(id, broker);
  await broker.start();
  return broker;
}

/** Waits until an instance says something of itself. */
async function reported(id: string, what: string, isSo: (broker: PlayedBroker) => Promise<boolean>) {
  const broker = found(brokers.get(id));
  await until(
    async () => {
      if (await isSo(broker)) return true;
      const said = [...broker.log, JSON.stringify(await broker.report()), broker.kafkaLog];
      throw new Error(said.join('\n').slice(-2000));
    },
    { what: `${id} ${what}`, timeout: PATIENCE },
  );
}

const ready = (id: string) =>
  reported(id, 'reports that it is ready', async (broker) => (await broker.report())?.ready === true);

/** Waits until a broker that was away takes part again, with every replica that is needed. */
async function isBack(node: number): Promise<void> {
  const address = { host: '127.0.0.1', port: found(ports.get(node)).BROKER };
  const broker = new Broker({ address, security: 'open', clientId: 'test' });
  const wait = { what: `broker ${node} takes part again`, timeout: PATIENCE };
  await until(() => probeCluster(broker, node).then(() => true), wait).finally(() => broker.close());
}

beforeAll(async () => {
  for (const node of NODES) {
    const volume = join(folder, `volume-${node}`);
    mkdirSync(volume);
    ports.set(node, parsePorts(JSON.stringify(await keepPorts(`${volume}.ports`, volume))));
    volumes.set(node, volume);
  }
  cluster = {
    java: await findKafka(),
    store: new MemoryStore(),
    parameters: new Map(),
    peers: new Map(NODES.map((node) => [node, { host: '127.0.0.1', ports: found(ports.get(node)) }])),
  };
}, PATIENCE);

afterAll(async () => {
  await Promise.all([...brokers.values()].map((broker) => broker.end()));
  await Promise.all(closers.map((close) => close()));
  rmSync(folder, { recursive: true, force: true });
}, PATIENCE);

/** The stories follow one another on one cluster. */
describe('three real brokers', () => {
  it(
    'that boot in any order are one cluster',
    async () => {
      await Promise.all([launch(3, 'i-3'), launch(1, 'i-1')]);
      await launch(2, 'i-2');
      await Promise.all([ready('i-1'), ready('i-2'), ready('i-3')]);
      expect(cluster.parameters.get('/catnap/dev/bootstrap/cluster')).toBe(
        [...peersOf(settingsOf(1).cluster, cluster.peers).values()]
          .map(({ host, ports: { CLIENT } }) => `${host}:${CLIENT}`)
          .join(','),
      );
      for (const node of NODES) {
        const meta = readFileSync(join(found(volumes.get(node)), 'kafka/meta.properties'), 'utf8');
        expect(meta).toContain(
          `directory.id=${cluster.parameters.get(`/catnap/dev/directories/cluster-${node}`)}`,
        );
      }
    },
    PATIENCE,
  );

  it(
    'hear at once of one that is killed, and take it back',
    async () => {
      const broker = found(brokers.get('i-2'));
      await broker.killKafka();
      await reported('i-2', 'has spoken for its broker', ({ log }) =>
        Promise.resolve(log.some((line) => line.startsWith('Kafka has ended unasked'))),
      );
      expect(broker.log.at(-1)).toBe('Kafka has ended unasked; its last words: heard');
      broker.restartKafka();
      await isBack(2);
    },
    PATIENCE,
  );

  it(
    'go on when EC2 takes an instance back, and another one gets its volume',
    async () => {
      const leaving = found(brokers.get('i-3'));
      noticed.add('i-3');
      await reported('i-3', 'is to be replaced', ({ asked }) => Promise.resolve(asked.length === 2));
      expect(leaving.asked).toEqual(['detach vol-3', 'replace i-3']);
      expect(await leaving.report()).toMatchObject({ ready: false, stopped: 'clean' });
      expect(leaving.log).not.toContainEqual(expect.stringContaining('ended unasked'));
      await leaving.end();
      const replacement = await launch(3, 'i-4');
      await ready('i-4');
      expect(replacement.formats).toEqual([]);
      await reported('i-1', 'sees every replica in sync', async (broker) => {
        return (await broker.report())?.underReplicated === 0;
      });
    },
    PATIENCE,
  );
});
