import { randomUUID } from 'node:crypto';
import { Consumer, ListOffsetTimestamps, stringDeserializers } from '@platformatic/kafka';
import { HEADER_ID } from '../../../collector/event-record.ts';
import { connectionOptions } from '../../../kafka/connection.ts';
import type { ReadEvent } from './verdict.ts';

/** Reads a whole topic, each partition in its order. */
export async function readTopic(bootstrap: string, topic: string): Promise<ReadEvent[]> {
  const consumer = new Consumer({
    ...connectionOptions({ bootstrap: [bootstrap], security: 'open', clientId: 'chaos' }),
    groupId: `chaos-${randomUUID()}`,
    deserializers: stringDeserializers,
  });
  try {
    const ends = await consumer.listOffsets({ topics: [topic], timestamp: ListOffsetTimestamps.LATEST });
    let left = Number((ends.get(topic) ?? []).reduce((sum, offset) => sum + offset, 0n));
    const events: ReadEvent[] = [];
    if (left === 0) return events;
    const stream = await consumer.consume({ topics: [topic], mode: 'earliest', autocommit: false });
    for await (const { key, headers } of stream) {
      events.push({ key, id: headers.get(HEADER_ID) ?? '' });
      left -= 1;
      if (left === 0) break;
    }
    await stream.close();
    return events;
  } finally {
    await consumer.close();
  }
}
