import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { metadataV12 } from '@platformatic/kafka';
import { LocalCluster } from '../../bench/processes/cluster.ts';
import { activeController } from '../../kafka/active-controller.ts';
import { useBetween } from '../../kafka/activity.ts';
import type { Broker } from '../../kafka/broker.ts';
import { probeCluster } from '../../kafka/cluster-readiness.ts';
import { clusterSettings } from '../../kafka/cluster-settings.ts';
import { speakForTheDead } from '../../kafka/last-words.ts';
import { takeSnapshot } from '../../kafka/snapshot.ts';
import { until } from '../../rehearsal/until.ts';
import { ApacheTools } from '../journeys/apache-tools.ts';
import { findKafka, PATIENCE } from '../journeys/kafka/broker.ts';

/** Kafka's own: what the others know of a death before that, they were told. */
const LONG_SESSION = { 'broker.session.timeout.ms': '9000' };

const TOPIC = 'orders';

let cluster: LocalCluster;

beforeAll(async () => {
  const java = await findKafka();
  cluster = await LocalCluster.make({
    java,
    settings: (props) => ({ ...clusterSettings(props), ...LONG_SESSION }),
  });
  await cluster.start();
  const apache = new ApacheTools({ ...java, bootstrap: () => Promise.resolve(cluster.bootstrap) });
  await apache.createTopic(TOPIC);
  await apache.produce(TOPIC, ['tea', 'milk']);
}, 2 * PATIENCE);

afterAll(async () => {
  await cluster?.remove();
}, PATIENCE);

async function asking<T>(node: number, ask: (broker: Broker) => Promise<T>): Promise<T> {
  const broker = cluster.connect(node);
  try {
    return await ask(broker);
  } finally {
    await broker.close();
  }
}

const speakFor = (node: number) =>
  speakForTheDead({
    node,
    clusterId: cluster.clusterId,
    logDirectory: cluster.logDirectory(node),
    peers: cluster.peers,
    security: 'open',
  });

const otherThan = (...nodes: readonly number[]) => cluster.nodes.find((node) => !nodes.includes(node)) ?? 0;

const untilOnline = (node: number) =>
  until(() => asking(node, (broker) => probeCluster(broker, node)).then(() => true), {
    what: `broker ${node} finds the cluster online`,
    timeout: PATIENCE,
  });

const brokersUp = (node: number) =>
  asking(node, async (broker) => {
    const { brokers } = await broker.ask(metadataV12.api, [], false, false);
    return brokers.map(({ nodeId }) => nodeId).sort();
  });

describe('a cluster of three real brokers', () => {
  it(
    'goes on without a dead one as soon as its last words are spoken, and has it back when it starts again',
    async () => {
      const active = await asking(1, activeController);
      const dead = otherThan(active);
      const survivor = otherThan(active, dead);
      const snapshot = () =>
        asking(survivor, (broker) => takeSnapshot(broker, cluster.ports(survivor).METRICS));
      const before = await snapshot();
      await cluster.kill(dead);
      expect(await speakFor(dead)).toEqual({ is: 'heard' });
      await untilOnline(survivor);
      expect(await brokersUp(survivor)).not.toContain(dead);
      expect(useBetween(before, await snapshot())).toBeUndefined();
      expect(await asking(survivor, activeController)).toBe(active);

      cluster.launch(dead);
      await cluster.untilWhole();
    },
    PATIENCE,
  );

  it(
    'elects the next controller when the last words are those of the active one',
    async () => {
      const dead = await asking(1, activeController);
      const survivor = otherThan(dead);
      await cluster.kill(dead);
      expect(await speakFor(dead)).toEqual({ is: 'heard' });
      await untilOnline(survivor);
      expect(await asking(survivor, activeController)).not.toBe(dead);

      cluster.launch(dead);
      await cluster.untilWhole();
    },
    PATIENCE,
  );

  it(
    'takes a broker back that was alive after all',
    async () => {
      const alive = otherThan(await asking(1, activeController));
      expect(await speakFor(alive)).toEqual({ is: 'heard' });
      await cluster.untilWhole();
    },
    PATIENCE,
  );

  it(
    'hears nothing from a dead broker whose words reach nobody',
    async () => {
      const nowhere = new Map(
        [...cluster.peers].map(([node, peer]) => [
          node,
          { ...peer, ports: { ...peer.ports, CONTROLLER: cluster.ports(node).TUNNEL + 1 } },
        ]),
      );
      const words = speakForTheDead({
        node: 1,
        clusterId: cluster.clusterId,
        logDirectory: cluster.logDirectory(1),
        peers: nowhere,
        security: 'open',
        patience: 200,
      });
      expect(await words).toMatchObject({ is: 'unheard', why: expect.stringContaining('ECONNREFUSED') });
    },
    PATIENCE,
  );
});
