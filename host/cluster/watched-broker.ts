import type { Snapshot } from '../../kafka/activity.ts';
import { clusterId } from '../../kafka/cluster-id.ts';
import { awsClientConfig } from '../aws-client-config.ts';
import type { HostEnvironment } from '../environment.ts';
import { readIdentity } from '../identity.ts';
import { InstanceMetadata } from '../instance-metadata.ts';
import type { HostPaths } from '../paths.ts';
import { tryCommand } from '../run-command.ts';
import type { BrokerSettings } from '../settings.ts';
import { dataVolumeOf } from '../volume/data-volume.ts';
import type { WatchProps } from '../watch-props.ts';
import { brokerDeparture } from './broker-departure.ts';
import { brokerService } from './broker-service.ts';
import { peersOf } from './peers.ts';

/** Two: what fails is tried again a second later, and there are two minutes in all. */
const ATTEMPTS = 2;

/** Which broker is watched. */
export interface WatchedBrokerProps {
  readonly host: HostEnvironment;
  readonly paths: HostPaths;
  readonly settings: BrokerSettings;
  /**
   * Of the instance metadata service.
   * @default - EC2's
   */
  readonly endpoint?: string;
  readonly log: (line: string) => void;
}

/** What a watch needs of a broker of a cluster beyond what it needs of any host. */
export async function watchedBroker({
  host,
  paths,
  settings,
  endpoint,
  log,
}: WatchedBrokerProps): Promise<Required<Pick<WatchProps<Snapshot>, 'service' | 'departure'>>> {
  const { environment, ports } = host;
  const { target, kafka, waitForLag, cluster } = settings;
  const { instanceId, accountId: account, address } = await readIdentity(new InstanceMetadata({ endpoint }));
  const config = awsClientConfig(host.region, ATTEMPTS);
  return {
    service: brokerService({
      node: cluster.node,
      peers: peersOf(cluster, host.peers),
      address,
      ports,
      security: kafka.security,
      clusterId: clusterId({ account, environment, target }),
      waitForLag,
      paths,
      run: tryCommand,
      log,
    }),
    departure: brokerDeparture({
      instanceId,
      paths,
      // Asked again every few seconds, so one attempt does.
      metadata: new InstanceMetadata({ endpoint, patience: 0 }),
      run: tryCommand,
      volume: dataVolumeOf(environment, settings),
      volumes: async () => (await import('../volume/ec2-volumes.ts')).ec2Volumes(config),
      group: async () => (await import('./scaling-group.ts')).scalingGroup(config),
    }),
  };
}
