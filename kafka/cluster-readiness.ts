import { metadataV12 } from '@platformatic/kafka';
import type { Broker } from './broker.ts';
import { KafkaError } from './errors.ts';
import { explain } from './explain.ts';
import { type TopicState, tooFewInSync } from './in-sync.ts';
import { probe } from './readiness.ts';

/** What Kafka's metadata tell of the whole cluster. */
interface Metadata {
  readonly brokers: readonly Pick<metadataV12.MetadataResponse['brokers'][number], 'nodeId'>[];
  readonly topics: readonly TopicState[];
}

/** As many replicas as must have a record that is acknowledged: `min.insync.replicas` of a cluster. */
const ENOUGH = 2;

/** How many partitions an error names. */
const NAMED = 3;

/**
 * Asks a broker of a cluster whether the cluster is online as it sees it: it takes part itself, every partition has as
 * many replicas in sync as its records need, and a record with acks=all goes through and comes back. One attempt.
 *
 * @param broker the one on this host
 * @param node its id
 * @throws KafkaError `not-ready`, with what is missing
 */
export async function probeCluster(broker: Broker, node: number): Promise<void> {
  const missing = missingOf(await metadataOf(broker), node);
  if (missing !== undefined) throw new KafkaError('not-ready', missing);
  await probe(broker);
}

async function metadataOf(broker: Broker): Promise<Metadata> {
  try {
    return await broker.ask(metadataV12.api, null, false, false);
  } catch (cause) {
    throw new KafkaError('not-ready', `The broker does not tell how the partitions are: ${explain(cause)}`, {
      cause,
    });
  }
}

/**
 * What keeps a cluster from being online.
 *
 * @returns undefined if nothing does
 */
export function missingOf({ brokers, topics }: Metadata, node: number): string | undefined {
  if (!brokers.some(({ nodeId }) => nodeId === node)) {
    return `Broker ${node} is not part of its cluster yet: brokers ${brokers.map(({ nodeId }) => nodeId).join(', ') || 'none'} are up.`;
  }
  const lacking = tooFewInSync(topics, ENOUGH);
  if (lacking.length === 0) return undefined;
  const more = lacking.length > NAMED ? ` and ${lacking.length - NAMED} more` : '';
  return `Too few replicas are in sync of ${lacking.slice(0, NAMED).join(', ')}${more}.`;
}
