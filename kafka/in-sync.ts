import type { metadataV12 } from '@platformatic/kafka';

/** What Kafka's metadata tell of one topic. */
export type TopicState = Pick<metadataV12.MetadataResponse['topics'][number], 'name' | 'partitions'>;

/**
 * The partitions of which too few replicas are in sync, as a person would say it: `orders-3 (1 of 3)`.
 *
 * @param enough how many are enough; of a partition that has fewer replicas, all are. `Infinity`: all of every one
 */
export function tooFewInSync(topics: readonly TopicState[], enough: number): string[] {
  return topics.flatMap(({ name, partitions }) =>
    partitions
      .filter(({ isrNodes, replicaNodes }) => isrNodes.length < Math.min(enough, replicaNodes.length))
      .map(
        ({ partitionIndex, isrNodes, replicaNodes }) =>
          `${name}-${partitionIndex} (${isrNodes.length} of ${replicaNodes.length})`,
      ),
  );
}
