import { Consumer, type Message, stringDeserializers } from '@platformatic/kafka';
import { connectionOptions } from '../../kafka/connection.ts';
import type { NumberedEvent } from './numbered-events.ts';

/** Where the collector sends events (its default). */
const TOPIC = 'events';
const GROUP = 'rehearsal';

/**
 * Reads events from Kafka as an application does: in a consumer group, which commits its position.
 *
 * @param bootstrap `host:port`
 * @param ids of those that are waited for
 * @param patience milliseconds; past it, what came so far is all
 * @returns in the order of their arrival, repeats included
 */
export async function readEvents(
  bootstrap: string,
  ids: ReadonlySet<string>,
  patience: number,
): Promise<NumberedEvent[]> {
  const consumer = new Consumer({
    ...connectionOptions({ bootstrap: [bootstrap], security: 'open', clientId: 'rehearsal-consumer' }),
    groupId: GROUP,
    deserializers: stringDeserializers,
  });
  const stream = await consumer.consume({
    topics: [TOPIC],
    mode: 'committed',
    fallbackMode: 'earliest',
    autocommit: false,
  });
  const impatience = setTimeout(() => void stream.close(), patience);
  const missing = new Set(ids);
  const latest = new Map<number, Message<string, string, string, string>>();
  const events: NumberedEvent[] = [];
  try {
    for await (const message of stream) {
      const event = JSON.parse(message.value) as NumberedEvent;
      events.push(event);
      missing.delete(event.id);
      latest.set(message.partition, message);
      if (missing.size === 0) break;
    }
    for (const message of latest.values()) await message.commit();
    return events;
  } finally {
    clearTimeout(impatience);
    await stream.close();
    await consumer.close();
  }
}
