import type { Snapshot } from '../kafka/activity.ts';
import { probe } from '../kafka/readiness.ts';
import type { HostEnvironment } from './environment.ts';
import { howKafkaStopped } from './how-kafka-stopped.ts';
import { kafkaService } from './kafka-service.ts';
import type { HostPaths } from './paths.ts';
import { tryCommand } from './run-command.ts';
import type { Service } from './service.ts';
import type { KafkaHostSettings } from './settings.ts';

/** Kafka on a host of its own: ready once a record went through it and came back. */
export function singleKafka(
  { ports }: HostEnvironment,
  { logDirectory }: HostPaths,
  { kafka, waitForLag }: KafkaHostSettings,
): Service<Snapshot> {
  return kafkaService({
    address: { host: 'localhost', port: ports.BROKER },
    metricsPort: ports.METRICS,
    security: kafka.security,
    probe,
    waitForLag,
    howStopped: () => Promise.resolve(howKafkaStopped(logDirectory)),
    run: tryCommand,
  });
}
