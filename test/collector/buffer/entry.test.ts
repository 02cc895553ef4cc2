import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeEntry, encodeEntry } from '../../../collector/buffer/entry.ts';
import { record } from '../fixtures/records.ts';

const text = fc.string({ unit: 'binary', maxLength: 20 });
const records = fc.array(
  fc.record(
    {
      id: text,
      key: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
      headers: fc.dictionary(
        text.filter((name) => name !== '__proto__'),
        text,
        { maxKeys: 4, noNullPrototype: true },
      ),
      value: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      lane: fc.constantFrom('events' as const, 'dead-letter' as const),
    },
    { requiredKeys: ['id', 'headers', 'value', 'lane'] },
  ),
  { maxLength: 20 },
);

describe('an entry', () => {
  it('gives back every record as it was', () => {
    fc.assert(
      fc.property(records, (given) => {
        expect(decodeEntry(encodeEntry(given))).toEqual(given);
      }),
    );
  });

  it('is a gzip that any tool opens, with the values as they were sent', () => {
    const entry = encodeEntry([record('a', { value: Buffer.from('{"data": 1.0}') })]);
    expect(gunzipSync(entry).includes('{"data": 1.0}')).toBe(true);
  });

  it('takes half of the memory at most for events that look alike', () => {
    const alike = Array.from({ length: 33 }, (_, index) => record(`id-${index}`));
    const plain = alike.reduce((sum, { value }) => sum + value.length, 0);
    expect(encodeEntry(alike).length).toBeLessThan(plain / 2);
  });

  it('holds a record of many megabytes, and is small again afterwards', () => {
    const value = Buffer.alloc(8_000_000, 'x');
    expect(decodeEntry(encodeEntry([record('large', { value })]))[0]?.value.equals(value)).toBe(true);
    expect(decodeEntry(encodeEntry([record('small')]))).toEqual([record('small')]);
  });

  it('is not read when any of its bytes is another one, or missing', () => {
    const entry = encodeEntry([record('a'), record('b', { key: 'k' })]);
    fc.assert(
      fc.property(fc.nat(entry.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(entry);
        changed[at] = (changed[at] ?? 0) ^ change;
        // Some of gzip's header says nothing about the content.
        if (at >= 10) expect(() => decodeEntry(changed)).toThrow();
        expect(() => decodeEntry(entry.subarray(0, at))).toThrow();
      }),
    );
  });

  it('of a version to come is not guessed at', () => {
    const frame = gunzipSync(encodeEntry([record('a')]));
    frame[0] = 2;
    expect(() => decodeEntry(gzipSync(frame))).toThrow('an entry of version 2; this collector reads 1');
  });

  it('with more or less than it announces is not read', () => {
    const frame = gunzipSync(encodeEntry([record('a')]));
    expect(() => decodeEntry(gzipSync(Buffer.concat([frame, Buffer.from('x')])))).toThrow(
      '1 bytes are left over',
    );
    expect(() => decodeEntry(gzipSync(frame.subarray(0, -1)))).toThrow('were announced');
  });
});
