import { createAPI, type Reader, Writer } from '@platformatic/kafka';

const METADATA_TOPIC = '__cluster_metadata';

const PARTITION = 0;

/** What one controller answers about the end of another one's leadership. */
export interface EndOfEpochAnswer {
  /** Kafka's error code; 0: it will see to an election. */
  readonly errorCode: number;
}

/** Whose leadership ends, as the leader itself says it when it is stopped. */
export interface EndOfEpoch {
  readonly clusterId: string;
  readonly leader: number;
  readonly epoch: number;
  /** Who should be elected, first choice first: the ids of controllers and of their log directories. */
  readonly successors: readonly { readonly node: number; readonly directory: string }[];
}

/** EndQuorumEpoch, version 1, which the library lacks because clients do not send it. */
export const endQuorumEpoch = createAPI<[EndOfEpoch], EndOfEpochAnswer>(
  54,
  1,
  ({ clusterId, leader, epoch, successors }: EndOfEpoch) =>
    Writer.create()
      .appendString(clusterId)
      .appendArray([METADATA_TOPIC], (topics, topic) => {
        topics.appendString(topic).appendArray([PARTITION], (partitions, partition) => {
          partitions
            .appendInt32(partition)
            .appendInt32(leader)
            .appendInt32(epoch)
            .appendArray([...successors], (candidates, { node, directory }) => {
              candidates.appendInt32(node).appendUUID(directory);
            });
        });
      })
      .appendArray([], () => {}) // the leader's endpoints, which it has no more
      .appendTaggedFields(),
  (_correlation, _key, _version, reader: Reader) => {
    const errorCode = reader.readInt16();
    const topics = reader.readArray((topic) => {
      topic.readString();
      return topic.readArray((partition) => {
        partition.readInt32();
        const error = partition.readInt16();
        partition.readInt32(); // the leader, as this controller knows it
        partition.readInt32(); // and its epoch
        return error;
      });
    });
    reader.readTaggedFields();
    return { errorCode: errorCode || (topics[0]?.[0] ?? 0) };
  },
);
