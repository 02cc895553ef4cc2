import { describe, expect, it } from '@jest/globals';
import { bootstrapOf, parsePeers, peersOf } from '../../../host/cluster/peers.ts';
import { DEFAULT_PORTS } from '../../../kafka/ports.ts';
import { BROKER_SETTINGS } from '../booted-host.ts';

const cluster = { ...BROKER_SETTINGS.cluster, brokers: 3 } as const;
const elsewhere = {
  1: { host: '127.0.0.1', CLIENT: 20_001, BROKER: 20_002, CONTROLLER: 20_003 },
  2: { host: '127.0.0.1', CLIENT: 20_011, BROKER: 20_012, CONTROLLER: 20_013 },
  3: { host: '127.0.0.1', CLIENT: 20_021, BROKER: 20_022, CONTROLLER: 20_023 },
};

describe('the brokers of a cluster', () => {
  it('are where their names say', () => {
    const peers = peersOf(cluster);
    expect([...peers.keys()]).toEqual([1, 2, 3]);
    expect(peers.get(3)).toEqual({ host: 'broker-3.cluster.dev.catnap.internal', ports: DEFAULT_PORTS });
  });

  it('have ports of their own where they share a machine', () => {
    const peers = peersOf(cluster, parsePeers(JSON.stringify(elsewhere)));
    expect(peers.get(2)).toMatchObject({
      host: '127.0.0.1',
      ports: { CLIENT: 20_011, BROKER: 20_012, CONTROLLER: 20_013 },
    });
    expect(bootstrapOf(peers)).toBe('127.0.0.1:20001,127.0.0.1:20011,127.0.0.1:20021');
  });

  it.each([
    ['nonsense', 'CATNAP_PEERS is nonsense; give a JSON object such as {"1":'],
    ['[]', 'CATNAP_PEERS is []'],
    ['{"first": {"host": "127.0.0.1"}}', 'CATNAP_PEERS has "first" for a node id'],
    ['{"1": "127.0.0.1"}', 'CATNAP_PEERS has "127.0.0.1" for a broker'],
    ['{"1": {"host": "127.0.0.1", "CLIENT": 0}}', 'Port CLIENT is 0'],
  ])('are refused as %s', (json, message) => {
    expect(() => parsePeers(json)).toThrow(message);
  });
});
