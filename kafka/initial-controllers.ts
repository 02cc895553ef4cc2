import type { ClusterIdentity } from './cluster-id.ts';
import { initialDirectoryId } from './directory-id.ts';
import { controllersOf, type Peers } from './peers.ts';

/**
 * What `kafka-storage format --initial-controllers` is told: `id@host:port:directory` of every first controller, the same
 * text on each of them.
 *
 * @throws KafkaError `bad-identity`
 */
export function initialControllers(cluster: ClusterIdentity, peers: Peers): string {
  return controllersOf(peers)
    .map(
      ([node, { host, ports }]) =>
        `${node}@${host}:${ports.CONTROLLER}:${initialDirectoryId({ ...cluster, node })}`,
    )
    .join(',');
}
