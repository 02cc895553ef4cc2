import type { KafkaClusterOptions } from '../environments/kafka-cluster-options.ts';
import type { ClusterNode } from './cluster-nodes.ts';
import type { KafkaBrokerProps } from './kafka-broker.ts';

/** What a stack says of all data volumes of a cluster. */
type VolumeOptions = Pick<
  KafkaClusterOptions,
  'dataVolumeSize' | 'dataVolumeIops' | 'dataVolumeThroughput' | 'dataVolumeIds'
>;

/**
 * The data volume of each broker: a new one as the stack says, or an adopted one, which is as it is.
 *
 * @throws Error when a volume is to be adopted for a broker that there is not.
 */
export function clusterVolumes(
  options: VolumeOptions,
  nodes: readonly ClusterNode[],
): (node: number) => KafkaBrokerProps['dataVolume'] {
  const { dataVolumeSize: size, dataVolumeIops: iops, dataVolumeThroughput: throughput } = options;
  const adopted = options.dataVolumeIds ?? {};
  for (const given of Object.keys(adopted)) {
    if (!nodes.some(({ node }) => String(node) === given)) {
      throw new Error(
        `dataVolumeIds: given one for broker ${given}, allowed are brokers 1 to ${nodes.length}`,
      );
    }
  }
  return (node) => {
    const volumeId = adopted[node];
    return volumeId === undefined ? { size, iops, throughput } : { volumeId };
  };
}
