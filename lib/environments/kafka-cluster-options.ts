import type { Size } from 'aws-cdk-lib';
import type { BrokerSize } from '../constructs/broker-sizes.ts';
import type { BrokerCount } from '../constructs/cluster-nodes.ts';
import type { ClusterPolicyProps } from '../constructs/cluster-policy.ts';
import type { SecurityUpdates } from '../constructs/host-settings.ts';

/** A cluster of Kafka brokers on spot instances. docs/cluster.md says what it survives and what it costs. */
export interface KafkaClusterOptions {
  /**
   * What people, parameters and tags call it; its volumes are found by it. Each target of a power switch has its own.
   *
   * @default 'cluster'
   */
  readonly targetName?: string;

  /**
   * How many brokers; the first three are the controllers too. It can grow and cannot shrink: a broker that is taken away
   * here is gone before its partitions are elsewhere.
   *
   * @default 3
   */
  readonly brokers?: BrokerCount;

  /**
   * The default of the stack parameter `BrokerSize`: `small` is 4 GiB of memory or more, `medium` 8, `large` 16,
   * `xlarge` 32.
   *
   * @default 'small'
   */
  readonly brokerSize?: BrokerSize;

  /**
   * How many brokers are on demand for good, from none to all, the controllers first. With 1, a record that was acknowledged
   * is in the memory of one machine at least that AWS does not take back.
   *
   * @default 1
   */
  readonly onDemandCount?: number;

  /**
   * Size of each broker's retained data volume. It grows in place when it is raised, and cannot shrink.
   *
   * @default Size.gibibytes(10)
   */
  readonly dataVolumeSize?: Size;

  /**
   * Operations a second of each data volume, 3000 to 80000, at most 500 for each GiB of its size.
   *
   * @default - 3000, which cost nothing
   */
  readonly dataVolumeIops?: number;

  /**
   * MiB a second of each data volume, 125 to 2000, at most 0.25 for each of its operations a second.
   *
   * @default - 125, which cost nothing
   */
  readonly dataVolumeThroughput?: number;

  /**
   * Adopts retained volumes of an earlier stack, by the broker's node id, instead of those that the stack makes. Each has to
   * be in the zone of its broker.
   *
   * @default - the stack's own volumes
   */
  readonly dataVolumeIds?: Readonly<Record<number, string>>;

  /**
   * When it sleeps, as one unit, how long it may take to wake, and how long it waits for spot capacity; lengths of time are
   * seconds.
   *
   * @default - as for a single host, but 10 minutes to boot; on demand after 10 minutes without spot capacity, for an hour at
   * least, and for 100 hours a month at most
   */
  readonly policy?: ClusterPolicyProps;

  /**
   * Whether an awake broker installs Amazon Linux's security updates, once a day.
   *
   * @default 'daily'
   */
  readonly securityUpdates?: SecurityUpdates;
}
