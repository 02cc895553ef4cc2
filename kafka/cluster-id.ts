import { createHash } from 'node:crypto';
import { KafkaError } from './errors.ts';

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
  for (const [name, part] of Object.entries({ account, environment, target })) {
    if (part === '' || part.includes('/')) {
      throw new KafkaError(
        'bad-identity',
        `The ${name} is ${JSON.stringify(part)}; give a name without a slash.`,
      );
    }
  }
  const bytes = createHash('sha256').update(`${account}/${environment}/${target}`).digest().subarray(0, 16);
  const id = bytes.toString('base64url');
  // Command lines take a leading dash for an option; Kafka's own Uuid.randomUuid() avoids it likewise.
  return id.startsWith('-') ? `A${id.slice(1)}` : id;
}

/**
 * The `cluster.id` in a `meta.properties`, which `kafka-storage format` writes into the log directory.
 *
 * @returns undefined if there is none
 */
export function clusterIdIn(metaProperties: string): string | undefined {
  const line = metaProperties.split('\n').find((candidate) => candidate.startsWith('cluster.id='));
  const id = line?.slice('cluster.id='.length).trim();
  return id !== undefined && CLUSTER_ID.test(id) ? id : undefined;
}
