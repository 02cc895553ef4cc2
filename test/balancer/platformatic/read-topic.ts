import { randomUUID } from 'node:crypto';
import { Consumer, ListOffsetTimestamps } from '@platformatic/kafka';

export interface ReadRecord {
  readonly partition: number;
  readonly offset: bigint;
  /** Undefined: it has none. */
  readonly key: string | undefined;
  readonly value: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads all records that a topic has now, by a client that is not ours. */
export async function readTopic(bootstrap: string, topic: string): Promise<ReadRecord[]> {
  const consumer = new Consumer({ clientId: 'reader', groupId: randomUUID(), bootstrapBrokers: [bootstrap] });
  try {
    const ends = await consumer.listOffsets({ topics: [topic], timestamp: ListOffsetTimestamps.LATEST });
    let left = Number((ends.get(topic) ?? []).reduce((sum, end) => sum + end, 0n));
    const records: ReadRecord[] = [];
    if (left === 0) return records;
    const stream = await consumer.consume({ topics: [topic], mode: 'earliest', autocommit: false });
    for await (const { partition, offset, key, value, headers } of stream) {
      records.push({
        partition,
        offset,
        key: key?.toString(),
        value: value?.toString(),
        headers: Object.fromEntries([...headers].map(([name, text]) => [String(name), String(text)])),
      });
      if (--left === 0) break;
    }
    await stream.close();
    return records;
  } finally {
    await consumer.close();
  }
}
