import type { Peer, Peers } from '../../kafka/peers.ts';
import { DEFAULT_PORTS, parsePorts } from '../../kafka/ports.ts';
import { HostError } from '../errors.ts';
import type { ClusterMembership } from './cluster-membership.ts';

const EXAMPLE = { 1: { host: '127.0.0.1', CLIENT: 20_001, BROKER: 20_002, CONTROLLER: 20_003 } };

/** The name under which everybody knows a broker, whichever instance it runs on. */
export function brokerName(node: number, zone: string): string {
  return `broker-${node}.${zone}`;
}

/**
 * Where the brokers of a cluster are.
 *
 * @param elsewhere those that are not where their names say
 */
export function peersOf({ brokers, zone }: ClusterMembership, elsewhere: Peers = new Map()): Peers {
  const nodes = Array.from({ length: brokers }, (_, index) => index + 1);
  return new Map(
    nodes.map((node) => [
      node,
      elsewhere.get(node) ?? { host: brokerName(node, zone.name), ports: DEFAULT_PORTS },
    ]),
  );
}

/** What applications connect to: `host:port` of every broker, so that any of them may be away. */
export function bootstrapOf(peers: Peers): string {
  return [...peers.values()].map(({ host, ports }) => `${host}:${ports.CLIENT}`).join(',');
}

/**
 * Reads `{"1": {"host": "127.0.0.1", "CLIENT": 20001, "BROKER": …, "CONTROLLER": …}, …}`: brokers that share a machine
 * have ports of their own instead of names.
 *
 * @param json undefined: every broker is where its name says
 * @throws HostError `bad-environment`; KafkaError `bad-ports`
 */
export function parsePeers(json: string | undefined): Peers | undefined {
  if (json === undefined) return undefined;
  return new Map(Object.entries(parseObject(json)).map(([node, peer]) => [parseNode(node), parsePeer(peer)]));
}

function parseNode(text: string): number {
  const node = Number(text);
  if (Number.isInteger(node) && node > 0) return node;
  throw wrong(`has ${JSON.stringify(text)} for a node id`);
}

function parsePeer(value: unknown): Peer {
  if (typeof value === 'object' && value !== null && 'host' in value && typeof value.host === 'string') {
    const { host, ...ports } = value;
    return { host, ports: parsePorts(JSON.stringify(ports)) };
  }
  throw wrong(`has ${JSON.stringify(value)} for a broker`);
}

function parseObject(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (cause) {
    throw wrong(`is ${json.slice(0, 80)}`, cause);
  }
  throw wrong(`is ${json.slice(0, 80)}`);
}

function wrong(what: string, cause?: unknown): HostError {
  return new HostError(
    'bad-environment',
    `CATNAP_PEERS ${what}; give a JSON object such as ${JSON.stringify(EXAMPLE)}.`,
    { cause },
  );
}
