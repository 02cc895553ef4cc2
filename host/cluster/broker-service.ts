import type { Snapshot } from '../../kafka/activity.ts';
import { probeCluster } from '../../kafka/cluster-readiness.ts';
import type { Security } from '../../kafka/connection.ts';
import { speakForTheDead } from '../../kafka/last-words.ts';
import type { Peers } from '../../kafka/peers.ts';
import { howKafkaStopped } from '../how-kafka-stopped.ts';
import { kafkaService, UNIT } from '../kafka-service.ts';
import type { HostPaths } from '../paths.ts';
import { mustRun, type RunCommand } from '../run-command.ts';
import type { Service } from '../service.ts';
import { howBrokerStopped } from './departure-record.ts';
import { underReplicated } from './under-replicated.ts';
import { Vigil } from './vigil.ts';

/** Which broker it is, and where the others are. */
export interface BrokerServiceProps {
  /** Node id. */
  readonly node: number;
  readonly peers: Peers;
  /** Of this host: its own name may still mean the instance that it replaces. */
  readonly address: string;
  readonly ports: { readonly BROKER: number; readonly METRICS: number };
  readonly security: Security;
  readonly clusterId: string;
  readonly waitForLag: readonly string[];
  readonly paths: HostPaths;
  readonly run: RunCommand;
  readonly log: (line: string) => void;
}

/**
 * A broker of a cluster: ready once it takes part in a cluster that is online. Should its process end unasked, the
 * others hear of it at once: every record that is acknowledged by all waits until they have given it up.
 */
export function brokerService(props: BrokerServiceProps): Service<Snapshot> {
  const { node, address, ports, security, waitForLag, paths, run, log } = props;
  const kafka = kafkaService({
    address: { host: address, port: ports.BROKER },
    metricsPort: ports.METRICS,
    security,
    probe: (broker) => probeCluster(broker, node),
    underReplicated,
    waitForLag,
    howStopped: () => howBrokerStopped(paths),
    run,
  });
  const vigil = new Vigil({ findProcess: () => findKafka(run), onEnd: () => mourn(props), log });
  vigil.begin();
  return {
    ...kafka,
    async stop() {
      vigil.end();
      await kafka.stop();
    },
    async start() {
      await kafka.start();
      vigil.begin();
    },
    async close() {
      vigil.end();
      await kafka.close();
    },
  };
}

async function findKafka(run: RunCommand): Promise<number | undefined> {
  const printed = await mustRun(run, 'systemctl', ['show', '--property=MainPID', '--value', UNIT]);
  return Number(printed) || undefined;
}

async function mourn({ node, clusterId, peers, security, paths, log }: BrokerServiceProps): Promise<void> {
  const { logDirectory } = paths;
  // Stopped by hand: it has taken its leave itself.
  if (howKafkaStopped(logDirectory) === 'clean') return;
  const words = await speakForTheDead({ node, clusterId, logDirectory, peers, security });
  log(`Kafka has ended unasked; its last words: ${'why' in words ? `${words.is}, ${words.why}` : words.is}`);
}
