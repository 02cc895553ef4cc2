import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot } from '../kafka/activity.ts';
import { Broker } from '../kafka/broker.ts';
import type { Security } from '../kafka/connection.ts';
import type { Ports } from '../kafka/ports.ts';
import { probe } from '../kafka/readiness.ts';
import { takeSnapshot } from '../kafka/snapshot.ts';
import { mustRun, type RunCommand } from './run-command.ts';

/** Kafka on this host: how it is felt, and how it is stopped and started. */
export interface KafkaService {
  /** Sends a record through it and back. @throws KafkaError `not-ready` */
  probe(): Promise<void>;
  /** Looks at everything that use would move. @throws Error if it does not tell */
  snapshot(): Promise<Snapshot>;
  /** Resolves when its process has ended. @throws HostError `command-failed` */
  stop(): Promise<void>;
  /** @throws HostError `command-failed` */
  start(): Promise<void>;
  /** Ends our own connections. */
  close(): Promise<void>;
}

const UNIT = 'catnap-kafka.service';

/** Where the service is. */
export interface KafkaServiceProps {
  readonly ports: Ports;
  readonly security: Security;
  readonly run: RunCommand;
}

export function kafkaService({ ports, security, run }: KafkaServiceProps): KafkaService {
  const address = { host: 'localhost', port: ports.BROKER };
  const broker = new Broker({ address, security, clientId: 'catnap-agent' });
  return {
    probe: () => probe(broker),
    snapshot: () => takeSnapshot(broker, ports.METRICS),
    async stop() {
      await mustRun(run, 'systemctl', ['stop', UNIT]);
    },
    async start() {
      await mustRun(run, 'systemctl', ['start', UNIT]);
    },
    close: () => broker.close(),
  };
}

/** How Kafka ended: at an orderly stop it leaves a file, which it removes when it starts. */
export function howStopped(logDirectory: string): 'clean' | 'unclean' {
  return existsSync(join(logDirectory, '.kafka_cleanshutdown')) ? 'clean' : 'unclean';
}
