import { type Snapshot, useBetween } from '../kafka/activity.ts';
import { Broker } from '../kafka/broker.ts';
import type { Security } from '../kafka/connection.ts';
import { lagOf } from '../kafka/lag.ts';
import type { Ports } from '../kafka/ports.ts';
import { probe } from '../kafka/readiness.ts';
import { takeSnapshot } from '../kafka/snapshot.ts';
import { howKafkaStopped } from './how-kafka-stopped.ts';
import { mustRun, type RunCommand } from './run-command.ts';
import type { Service } from './service.ts';

const UNIT = 'catnap-kafka.service';

/** Where Kafka is, and what it leaves behind. */
export interface KafkaServiceProps {
  readonly ports: Ports;
  readonly security: Security;
  /** Consumer groups whose lag is reported. */
  readonly waitForLag: readonly string[];
  readonly logDirectory: string;
  readonly run: RunCommand;
}

/** Kafka on this host: ready once a record went through it and came back. */
export function kafkaService(props: KafkaServiceProps): Service<Snapshot> {
  const { ports, security, waitForLag, logDirectory, run } = props;
  const address = { host: 'localhost', port: ports.BROKER };
  const broker = new Broker({ address, security, clientId: 'catnap-agent' });
  return {
    name: 'Kafka',
    probe: () => probe(broker),
    snapshot: () => takeSnapshot(broker, ports.METRICS),
    useBetween,
    lag: (snapshot) => lagOf(snapshot, waitForLag),
    async stop() {
      await mustRun(run, 'systemctl', ['stop', UNIT]);
    },
    async start() {
      await mustRun(run, 'systemctl', ['start', UNIT]);
    },
    howStopped: () => Promise.resolve(howKafkaStopped(logDirectory)),
    close: () => broker.close(),
  };
}
