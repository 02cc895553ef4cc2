import { describe, expect, it } from '@jest/globals';
import { clusterSettings } from '../../kafka/cluster-settings.ts';
import type { Peer } from '../../kafka/peers.ts';
import { DEFAULT_PORTS } from '../../kafka/ports.ts';
import { singleHostSettings } from '../../kafka/settings.ts';

const retention = { bytes: 536_870_912, segmentBytes: 67_108_864 };

const peer = (node: number): [number, Peer] => [
  node,
  { host: `broker-${node}.cluster.dev.catnap.internal`, ports: DEFAULT_PORTS },
];

function settingsOf(node: number, brokers = 3) {
  return clusterSettings({
    node,
    peers: new Map(Array.from({ length: brokers }, (_, index) => peer(index + 1))),
    address: '10.0.1.7',
    ports: DEFAULT_PORTS,
    logDirectory: '/data/kafka',
    retention,
    rack: 'use1-az1',
    security: 'open',
  });
}

const second = settingsOf(2);

describe('the settings of a node of a cluster', () => {
  it('let others in at its address and call it by its name, which outlives the address', () => {
    expect(second['listeners']).toBe(
      'CLIENT://10.0.1.7:9092,BROKER://10.0.1.7:9093,CONTROLLER://10.0.1.7:9094,TUNNEL://localhost:9095',
    );
    expect(second['advertised.listeners']).toBe(
      'CLIENT://broker-2.cluster.dev.catnap.internal:9092,BROKER://broker-2.cluster.dev.catnap.internal:9093,CONTROLLER://broker-2.cluster.dev.catnap.internal:9094,TUNNEL://localhost:9095',
    );
  });

  it('name the same three controllers on every node, however many brokers there are', () => {
    const [name, controllers] = ['controller.quorum.bootstrap.servers', [1, 2, 3]];
    const expected = controllers.map((node) => `broker-${node}.cluster.dev.catnap.internal:9094`).join(',');
    expect([second, settingsOf(1, 9), settingsOf(9, 9)].map((its) => its[name])).toEqual([
      expected,
      expected,
      expected,
    ]);
  });

  it('make the first three nodes controllers too, and the others brokers without a door for controllers', () => {
    expect(settingsOf(3, 6)['process.roles']).toBe('broker,controller');
    const fourth = settingsOf(4, 6);
    expect(fourth['process.roles']).toBe('broker');
    expect(fourth['listeners']).not.toContain('CONTROLLER');
    expect(fourth['advertised.listeners']).not.toContain('CONTROLLER');
    expect(fourth['controller.listener.names']).toBe('CONTROLLER');
    expect(fourth['listener.security.protocol.map']).toContain('CONTROLLER:PLAINTEXT');
  });

  it('keep three copies of everything and acknowledge nothing that fewer than two have', () => {
    const copies = Object.entries(second).filter(([name]) => name.endsWith('replication.factor'));
    expect(copies.map(([, value]) => value)).toEqual(['3', '3', '3', '3']);
    const inSync = Object.entries(second).filter(([name]) => /min\.isr|insync/.test(name));
    expect(inSync.map(([, value]) => value)).toEqual(['2', '2', '2']);
    expect(second['unclean.leader.election.enable']).toBe('false');
  });

  it('say where the node is, so that replicas lie apart and consumers read nearby', () => {
    expect(second['broker.rack']).toBe('use1-az1');
    expect(second['replica.selector.class']).toMatch(/RackAwareReplicaSelector$/);
  });

  it('are those of the single host wherever a cluster makes no difference', () => {
    const alone = singleHostSettings({
      hostname: 'ip-10-0-0-7.ec2.internal',
      ports: DEFAULT_PORTS,
      security: 'open',
      logDirectory: '/data/kafka',
      retention,
    });
    const cares = /^process|^node|listeners|^controller|replication|isr|insync|num\.partitions|rebalance/;
    const differing = Object.keys(alone).filter((name) => alone[name] !== second[name]);
    expect(differing.filter((name) => !cares.test(name))).toEqual([]);
    expect(differing).toContain('default.replication.factor');
  });

  it('are refused to a node that is not one of the cluster', () => {
    expect(() => settingsOf(4, 3)).toThrow(
      expect.objectContaining({ code: 'bad-peers', message: expect.stringContaining('Node 4') }),
    );
  });
});
