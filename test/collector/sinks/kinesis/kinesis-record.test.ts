import { describe, expect, it } from '@jest/globals';
import { kinesisRecord } from '../../../../collector/sinks/kinesis/kinesis-record.ts';
import { record } from '../../fixtures/records.ts';

const lineOf = (json: string) => {
  const { data } = kinesisRecord(record('a', { headers: { 'event-id': 'a' }, value: Buffer.from(json) }));
  return data.toString();
};

describe('an event as a Kinesis record', () => {
  it('is one line of JSON with its headers', () => {
    expect(lineOf('{"type":"tea","data":"☕"}')).toBe(
      '{"headers":{"event-id":"a"},"event":{"type":"tea","data":"☕"}}\n',
    );
  });

  it('stays one line when the sender broke lines', () => {
    expect(lineOf('{\r\n  "text": "two\\nlines"\n}')).toBe(
      '{"headers":{"event-id":"a"},"event":{    "text": "two\\nlines" }}\n',
    );
  });

  it('has the key of the event', () => {
    expect(kinesisRecord(record('a', { key: 'anna' })).partitionKey).toBe('anna');
  });

  it('has another key each time if the event has none', () => {
    const keys = Array.from({ length: 10 }, () => kinesisRecord(record('a')).partitionKey);
    expect(new Set(keys).size).toBe(10);
  });
});
