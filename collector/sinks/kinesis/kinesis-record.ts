import { randomUUID } from 'node:crypto';
import type { EventRecord } from '../../event-record.ts';

/** An event and what it looks like in Kinesis. */
export interface KinesisRecord {
  readonly record: EventRecord;
  readonly data: Buffer;
  readonly partitionKey: string;
}

/**
 * An event as a Kinesis record. Kinesis has no headers, so its data is one line of JSON,
 * `{"headers":{"event-id":…,"event-type":…},"event":…}`, with the event as it was sent and a line feed at the end, as
 * Firehose and its like want it. An event without a key gets a random one, which spreads such events over the shards.
 */
export function kinesisRecord(record: EventRecord): KinesisRecord {
  const head = Buffer.from(`{"headers":${JSON.stringify(record.headers)},"event":`);
  const data = Buffer.concat([head, onOneLine(record.value), TAIL]);
  return { record, data, partitionKey: record.key ?? randomUUID() };
}

const TAIL = Buffer.from('}\n');
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/** JSON has line breaks only between its parts, where a space says the same. */
function onOneLine(json: Buffer): Uint8Array {
  if (!json.includes(LINE_FEED) && !json.includes(CARRIAGE_RETURN)) return json;
  return json.map((byte) => (byte === LINE_FEED || byte === CARRIAGE_RETURN ? SPACE : byte));
}
