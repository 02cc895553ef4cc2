import type { ClusterIdentity } from './cluster-id.ts';
import { deriveUuid } from './derive-uuid.ts';

/** Whose log directory it is. */
export interface NodeIdentity extends ClusterIdentity {
  /** Node id. */
  readonly node: number;
}

/**
 * The id of the log directory with which a controller of a new cluster begins. All first controllers must name the same
 * ids of one another before any of them runs, so the ids follow from what all of them know.
 *
 * It is the first directory's alone: one that takes the place of a lost one gets an id of its own from Kafka, since it has
 * none of the votes that the first one cast.
 *
 * @throws KafkaError `bad-identity` if a part is empty or holds a slash
 */
export function initialDirectoryId({ node, ...cluster }: NodeIdentity): string {
  return deriveUuid({ ...cluster, node: String(node) });
}
