import type { MessageRecord } from '@platformatic/kafka';
import type { OutgoingRecord } from '../record.ts';

/** A record as the library encodes it. */
export function toKafka(
  { topic, key, value, headers, timestamp }: OutgoingRecord,
  partition: number,
): MessageRecord {
  return {
    topic,
    partition,
    ...(key === undefined ? {} : { key: bytes(key) }),
    // The library's type does not know tombstones; its encoder writes an absent value as null.
    value: (value === undefined || value === null ? undefined : bytes(value)) as Buffer,
    ...(headers === undefined ? {} : { headers: headersOf(headers) }),
    ...(timestamp === undefined ? {} : { timestamp: BigInt(timestamp) }),
  };
}

function headersOf(headers: Readonly<Record<string, Buffer | string>>): Map<Buffer, Buffer> {
  return new Map(Object.entries(headers).map(([name, value]) => [Buffer.from(name), bytes(value)]));
}

function bytes(data: Buffer | string): Buffer {
  return typeof data === 'string' ? Buffer.from(data) : data;
}
