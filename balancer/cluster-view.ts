/** What metadata says of one topic. */
export interface TopicView {
  readonly topic: string;
  /** By number, from 0. None if the topic is gone. */
  readonly partitions: readonly PartitionView[];
  /** Why it has none, by Kafka's name: `UNKNOWN_TOPIC_OR_PARTITION`. */
  readonly problem?: string;
}

/** What metadata says of one partition. */
export interface PartitionView {
  /** The broker's id. Undefined while there is none. */
  readonly leader: number | undefined;
  readonly leaderEpoch: number;
  /** The ids of the replicas in sync, the leader's among them. `acks=all` waits for every one. */
  readonly inSync: readonly number[];
}
