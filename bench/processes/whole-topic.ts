import { randomUUID } from 'node:crypto';
import { Consumer, ListOffsetTimestamps, type Message, stringDeserializers } from '@platformatic/kafka';
import { connectionOptions } from '../../kafka/connection.ts';

/** A record as it was read, everything in it as text. */
export type ReadMessage = Message<string, string, string, string>;

/** Reads all records that a topic has now, each partition in its order, by a client that is not ours. */
export async function* wholeTopic(bootstrap: string, topic: string): AsyncGenerator<ReadMessage> {
  const consumer = new Consumer({
    ...connectionOptions({ bootstrap: [bootstrap], security: 'open', clientId: 'reader' }),
    groupId: `reader-${randomUUID()}`,
    deserializers: stringDeserializers,
  });
  try {
    const ends = await consumer.listOffsets({ topics: [topic], timestamp: ListOffsetTimestamps.LATEST });
    let left = Number((ends.get(topic) ?? []).reduce((sum, end) => sum + end, 0n));
    if (left === 0) return;
    const stream = await consumer.consume({ topics: [topic], mode: 'earliest', autocommit: false });
    for await (const message of stream) {
      yield message;
      left -= 1;
      if (left === 0) break;
    }
    await stream.close();
  } finally {
    await consumer.close();
  }
}
