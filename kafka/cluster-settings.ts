import {
  type CommonSettingsProps,
  commonSettings,
  copies,
  ownPartitions,
  type Settings,
} from './common-settings.ts';
import type { Security } from './connection.ts';
import { KafkaError } from './errors.ts';
import { LISTENERS, type ListenerName, listenerRoles } from './listeners.ts';
import { controllersOf, isController, type Peers } from './peers.ts';
import type { Ports } from './ports.ts';
import { QUICK_NOTICE } from './quick-notice.ts';

/** What the settings of one node of a cluster depend on. */
export interface ClusterProps extends Pick<CommonSettingsProps, 'logDirectory' | 'retention'> {
  /** Node id. */
  readonly node: number;
  /** All nodes, this one included: what they advertise. */
  readonly peers: Peers;
  /** Address of this host that CLIENT, BROKER and CONTROLLER bind to. */
  readonly address: string;
  /** What this host binds. */
  readonly ports: Ports;
  /** Where the node is, for replicas to be elsewhere and consumers to read nearby: an availability zone's id. */
  readonly rack: string;
  readonly security: Security;
}

/** Every partition takes records while one broker is away, and loses none of them with it. */
const COPIES = { count: 3, inSync: 2 };

/** Shared by three, six or nine brokers alike. */
const OWN_PARTITIONS = 12;

/** Nothing that was acknowledged is given up for being available. */
const NOTHING_LOST: Settings = {
  'unclean.leader.election.enable': 'false',
  // After an unclean stop, logs are read again; on two cores two at once.
  'num.recovery.threads.per.data.dir': '2',
};

/** Reading from the replica of the own zone costs no transfer between zones. */
const NEARBY_READS: Settings = {
  'replica.selector.class': 'org.apache.kafka.common.replica.RackAwareReplicaSelector',
};

/** A broker that comes back leads again within a minute: by default within five, in which the others carry its load. */
const LEADERS_RETURN: Settings = {
  'leader.imbalance.check.interval.seconds': '60',
};

/**
 * Kafka's smallest segment of the metadata; by default 1 GiB. Whoever speaks for a dead broker reads the last one first
 * (`broker-epoch.ts`).
 */
const SHORT_METADATA: Settings = { 'metadata.log.segment.bytes': String(8 * 1024 * 1024) };

/**
 * Settings of one node of a cluster.
 *
 * @throws KafkaError `bad-peers` if the node itself is not among the peers
 */
export function clusterSettings(props: ClusterProps): Settings {
  const { node, logDirectory, retention, rack, ports } = props;
  return {
    'process.roles': isController(node) ? 'broker,controller' : 'broker',
    'node.id': String(node),
    'broker.rack': rack,
    ...copies(COPIES.count, COPIES.inSync),
    ...ownPartitions(OWN_PARTITIONS),
    ...NOTHING_LOST,
    ...NEARBY_READS,
    ...LEADERS_RETURN,
    ...QUICK_NOTICE,
    ...SHORT_METADATA,
    ...clusterListeners(props),
    ...commonSettings({ logDirectory, retention, metricsPort: ports.METRICS }),
  };
}

function clusterListeners({ node, peers, address, ports, security }: ClusterProps): Settings {
  const self = peers.get(node);
  if (self === undefined) {
    throw new KafkaError(
      'bad-peers',
      `Node ${node} is not among its peers ${[...peers.keys()].join(', ')}; name every node of the cluster.`,
    );
  }
  const names = LISTENERS.filter((name) => name !== 'CONTROLLER' || isController(node));
  const list = (at: (name: ListenerName) => string) => names.map((name) => `${name}://${at(name)}`).join(',');
  const tunnel = `localhost:${ports.TUNNEL}`;
  return {
    listeners: list((name) => (name === 'TUNNEL' ? tunnel : `${address}:${ports[name]}`)),
    'advertised.listeners': list((name) => (name === 'TUNNEL' ? tunnel : `${self.host}:${self.ports[name]}`)),
    'controller.quorum.bootstrap.servers': controllersOf(peers)
      .map(([, peer]) => `${peer.host}:${peer.ports.CONTROLLER}`)
      .join(','),
    ...listenerRoles(security),
  };
}
