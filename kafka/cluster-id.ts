import { deriveUuid } from './derive-uuid.ts';

/** Whose cluster it is. */
export interface ClusterIdentity {
  /** AWS account, twelve digits. */
  readonly account: string;
  readonly environment: string;
  readonly target: string;
}

/** A cluster id as Kafka writes it: 16 bytes in base64url without padding. */
const CLUSTER_ID = /^[A-Za-z0-9_-]{22}$/;

/**
 * The id of the target's cluster. It follows from the target's name, so a volume tells by its own id whose it is, and
 * nothing has to be stored beside it.
 *
 * @throws KafkaError `bad-identity` if a part is empty or holds a slash, which would let two targets share an id
 */
export function clusterId({ account, environment, target }: ClusterIdentity): string {
  return deriveUuid({ account, environment, target });
}

/**
 * The `cluster.id` in a `meta.properties`, which `kafka-storage format` writes into the log directory.
 *
 * @returns undefined if there is none
 */
export function clusterIdIn(metaProperties: string): string | undefined {
  return idIn(metaProperties, 'cluster.id');
}

/**
 * The `directory.id` in a `meta.properties`.
 *
 * @returns undefined if there is none
 */
export function directoryIdIn(metaProperties: string): string | undefined {
  return idIn(metaProperties, 'directory.id');
}

function idIn(metaProperties: string, name: string): string | undefined {
  const line = metaProperties.split('\n').find((candidate) => candidate.startsWith(`${name}=`));
  const id = line?.slice(name.length + 1).trim();
  return id !== undefined && CLUSTER_ID.test(id) ? id : undefined;
}
