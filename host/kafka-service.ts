import { type Snapshot, useBetween } from '../kafka/activity.ts';
import { Broker, type BrokerProps } from '../kafka/broker.ts';
import type { Security } from '../kafka/connection.ts';
import { lagOf } from '../kafka/lag.ts';
import { takeSnapshot } from '../kafka/snapshot.ts';
import { mustRun, type RunCommand } from './run-command.ts';
import type { Ending, Service } from './service.ts';

/** The unit that runs Kafka. */
export const UNIT = 'catnap-kafka.service';

/** Where Kafka is, and what it leaves behind. */
export interface KafkaServiceProps {
  /** Of the BROKER listener. */
  readonly address: BrokerProps['address'];
  readonly metricsPort: number;
  readonly security: Security;
  /** Sees whether it works for its users. @throws KafkaError `not-ready` */
  readonly probe: (broker: Broker) => Promise<void>;
  /**
   * How many partitions have a replica that is out of sync.
   * @default - there are no other replicas
   */
  readonly underReplicated?: (broker: Broker) => Promise<number>;
  /** Consumer groups whose lag is reported. */
  readonly waitForLag: readonly string[];
  readonly howStopped: () => Promise<Ending>;
  readonly run: RunCommand;
}

/** Kafka on this host, asked through one broker. */
export function kafkaService(props: KafkaServiceProps): Service<Snapshot> {
  const { address, metricsPort, security, probe, underReplicated, waitForLag, howStopped, run } = props;
  const broker = new Broker({ address, security, clientId: 'catnap-agent' });
  return {
    name: 'Kafka',
    probe: () => probe(broker),
    snapshot: () => takeSnapshot(broker, metricsPort),
    useBetween,
    underReplicated: underReplicated && (() => underReplicated(broker)),
    lag: (snapshot) => lagOf(snapshot, waitForLag),
    async stop() {
      await mustRun(run, 'systemctl', ['stop', UNIT]);
    },
    async start() {
      await mustRun(run, 'systemctl', ['start', UNIT]);
    },
    howStopped,
    close: () => broker.close(),
  };
}
