import type { PartitionView, TopicView } from '../../balancer/cluster-view.ts';

/** A topic whose partition n is led by broker n, with replicas on the next ones. */
export function aTopic(
  topic: string,
  partitions: number,
  { brokers = partitions, replicas = 1 }: { brokers?: number; replicas?: number } = {},
): TopicView {
  const views = Array.from({ length: partitions }, (_, number) => ({
    leader: number % brokers,
    leaderEpoch: 0,
    inSync: Array.from({ length: replicas }, (_none, at) => (number + at) % brokers),
  }));
  return { topic, partitions: views };
}

/** The same topic, with one partition changed. */
export function withPartition(view: TopicView, number: number, changes: Partial<PartitionView>): TopicView {
  return {
    topic: view.topic,
    partitions: view.partitions.map((partition, at) =>
      at === number ? { ...partition, ...changes } : partition,
    ),
  };
}
