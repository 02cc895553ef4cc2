import { HEADER_ID } from '../../../collector/event-record.ts';
import { wholeTopic } from '../../processes/whole-topic.ts';
import type { ReadEvent } from './verdict.ts';

/** Reads the events of a whole topic, each partition in its order. */
export async function readTopic(bootstrap: string, topic: string): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  for await (const { key, headers } of wholeTopic(bootstrap, topic)) {
    events.push({ key, id: headers.get(HEADER_ID) ?? '' });
  }
  return events;
}
