import { clusterId } from '../kafka/cluster-id.ts';
import { writeKafkaFiles } from './kafka-files.ts';
import { prepareLogDirectory } from './log-directory.ts';
import type { Role, RoleProps } from './role.ts';
import type { KafkaHostSettings } from './settings.ts';

/** A Kafka host: settings written for the machine as it is, the log directory formatted. */
export function kafkaRole({ host, paths, identity, settings, run }: RoleProps<KafkaHostSettings>): Role {
  const { environment, ports } = host;
  const { accountId, hostname } = identity;
  const { target, kafka } = settings;
  return {
    label: 'catnap-kafka',
    bootstrap: `${hostname}:${ports.CLIENT}`,
    async prepare(diskBytes, rendered) {
      await writeKafkaFiles(paths, { hostname, ports, security: kafka.security, diskBytes });
      rendered();
      await prepareLogDirectory(run, paths, clusterId({ account: accountId, environment, target }));
    },
  };
}
