import { describe, expect, it } from '@jest/globals';
import { Reader, readRecordsBatch } from '@platformatic/kafka';
import fc from 'fast-check';
import type { EventRecord } from '../../../../collector/event-record.ts';
import { mostBatchBytes, writeRecordBatch } from '../../../../collector/sinks/kafka/record-batch.ts';
import { record } from '../../fixtures/records.ts';

const NOW = Date.UTC(2026, 0, 1);

/** What is in a record; bytes as text of one character each, which compares fast. */
interface Content {
  readonly offsetDelta: number;
  readonly timestampDelta: bigint;
  readonly key: string | undefined;
  readonly value: string | undefined;
  readonly headers: readonly (readonly [string | undefined, string | undefined])[];
}

const bytes = (buffer: Buffer | null) => buffer?.toString('latin1');
const utf8 = (text: string) => bytes(Buffer.from(text));

/** In the middle of other things, as in a request of several partitions. */
const BEFORE = 7;

function read(records: readonly EventRecord[]) {
  const memory = Buffer.alloc(BEFORE + mostBatchBytes(records));
  const end = writeRecordBatch(memory, BEFORE, records, NOW);
  return readRecordsBatch(Reader.from(memory.subarray(BEFORE, end)));
}

/** As the library reads it. */
function contents(records: readonly EventRecord[]): Content[] {
  return read(records).records.map(({ offsetDelta, timestampDelta, key, value, headers }) => ({
    offsetDelta,
    timestampDelta,
    key: bytes(key),
    value: bytes(value),
    headers: headers.map(([name, text]) => [bytes(name), bytes(text)] as const),
  }));
}

/** As it should. */
function expected({ key, value, headers }: EventRecord, offsetDelta: number): Content {
  return {
    offsetDelta,
    timestampDelta: 0n,
    key: key === undefined ? undefined : utf8(key),
    value: bytes(value),
    headers: Object.entries(headers).map(([name, text]) => [utf8(name), utf8(text)] as const),
  };
}

describe('a batch of records', () => {
  it('says how many there are, of when, and that nothing is special about them', () => {
    expect(read([record('a'), record('b')])).toMatchObject({
      firstOffset: 0n,
      magic: 2,
      attributes: 0,
      lastOffsetDelta: 1,
      firstTimestamp: BigInt(NOW),
      maxTimestamp: BigInt(NOW),
      producerId: -1n,
      producerEpoch: -1,
      firstSequence: -1,
    });
  });

  it.each([0, 1, 20, 40, 62, 63, 64, 8_000, 8_191, 8_192, 100_000, 1_048_576, 2_000_000])(
    'holds a value of %i bytes',
    (length) => {
      const large = record('a', { value: Buffer.alloc(length, 'x') });
      const records = [large, record('b', { key: 'anna' }), large];
      expect(contents(records)).toEqual(records.map(expected));
    },
  );

  it('reads back as it was, whatever is in it', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    const event = fc
      .record({
        key: fc.option(text, { nil: undefined }),
        value: fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
        headers: fc.dictionary(text, text, { maxKeys: 4 }),
      })
      .map(({ key, ...rest }) => record('a', { ...rest, ...(key === undefined ? {} : { key }) }));
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 100 }), (records) => {
        expect(contents(records)).toEqual(records.map(expected));
      }),
    );
  });
});
