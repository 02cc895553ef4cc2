import { fetchV17, metadataV12 } from '@platformatic/kafka';
import type { Broker } from '../../../kafka/broker.ts';
import type { Arrived } from './sink-contract.ts';

/** A record of Kafka's with its place. */
export interface TopicRecord extends Arrived {
  readonly partition: number;
  readonly headers: Readonly<Record<string, string>>;
}

const TEN_MEBIBYTES = 10 * 1024 * 1024;

/** All records of a topic, those of each partition in order. */
export async function readTopic(broker: Broker, topic: string): Promise<TopicRecord[]> {
  const { topics } = await broker.ask(metadataV12.api, [topic], false, false);
  const { topicId = '', partitions = [] } = topics[0] ?? {};
  const read = partitions.map(({ partitionIndex }) => readPartition(broker, topicId, partitionIndex));
  return (await Promise.all(read)).flat();
}

async function readPartition(broker: Broker, topicId: string, partition: number): Promise<TopicRecord[]> {
  const found: TopicRecord[] = [];
  for (let offset = 0n; ; ) {
    const wanted = {
      partition,
      currentLeaderEpoch: -1,
      lastFetchedEpoch: -1,
      fetchOffset: offset,
      partitionMaxBytes: TEN_MEBIBYTES,
    };
    const ask = [{ topicId, partitions: [wanted] }];
    const { responses } = await broker.ask(fetchV17.api, 0, 0, TEN_MEBIBYTES, 0, 0, -1, ask, [], '');
    const answer = responses[0]?.partitions[0];
    for (const batch of answer?.records ?? []) {
      found.push(...batch.records.map(({ key, value, headers }) => toRecord(partition, key, value, headers)));
      offset = batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n;
    }
    if (answer === undefined || offset >= answer.highWatermark) return found;
  }
}

function toRecord(
  partition: number,
  key: Buffer | null,
  value: Buffer | null,
  pairs: readonly [Buffer | null, Buffer | null][],
): TopicRecord {
  const headers = Object.fromEntries(pairs.map(([name, text]) => [String(name), String(text)]));
  return {
    partition,
    id: headers['event-id'],
    type: headers['event-type'],
    key: key?.toString(),
    value: String(value),
    headers,
  };
}
