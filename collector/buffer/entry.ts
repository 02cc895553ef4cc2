import { gunzipSync, gzipSync } from 'node:zlib';
import type { EventRecord, Lane } from '../event-record.ts';
import { FrameReader } from './frame-reader.ts';
import { FrameWriter } from './frame-writer.ts';

/**
 * How records lie in one stream entry: gzip, whose trailer has their length and a checksum, around
 *
 *     version: u8
 *     records: u32
 *     for each: lane: u8, id: text, key: text ("" is none), headers: u32, for each (name: text, value: text), value: bytes
 *
 * where text is UTF-8, and text and bytes have their length in front, u32; numbers are big-endian. Values are copied as
 * they are. Level 1 is a third of the time of level 6 for nearly its size.
 */
const VERSION = 1;
const LANES: readonly Lane[] = ['events', 'dead-letter'];
/** Bytes of an entry, unpacked, past which it is not one of ours: a batch is a request's body at the very most. */
const MOST = 256 * 1024 * 1024;

/** One writer for all entries: they are written one at a time, and a new buffer for each costs more than the writing. */
const writer = new FrameWriter();

export function encodeEntry(records: readonly EventRecord[]): Buffer {
  writer.reset();
  writer.u8(VERSION);
  writer.u32(records.length);
  for (const { lane, id, key, headers, value } of records) {
    writer.u8(LANES.indexOf(lane));
    writer.text(id);
    writer.text(key ?? '');
    const names = Object.keys(headers);
    writer.u32(names.length);
    for (const name of names) {
      writer.text(name);
      writer.text(headers[name] ?? '');
    }
    writer.bytes(value);
  }
  const frame = writer.written;
  return gzipSync(frame, { level: 1, chunkSize: Math.max(1024, frame.length) });
}

/**
 * The values share the memory of the unpacked entry.
 *
 * @throws Error, with a message for people, when it is not what `encodeEntry` made
 */
export function decodeEntry(entry: Buffer): EventRecord[] {
  const reader = new FrameReader(gunzipSync(entry, { maxOutputLength: MOST }));
  const version = reader.u8();
  if (version !== VERSION) throw new Error(`an entry of version ${version}; this collector reads ${VERSION}`);
  const count = reader.u32();
  const records: EventRecord[] = [];
  while (records.length < count) records.push(decodeRecord(reader));
  reader.end();
  return records;
}

function decodeRecord(reader: FrameReader): EventRecord {
  const lane = LANES[reader.u8()];
  if (lane === undefined) throw new Error('a record of an unknown lane');
  const id = reader.text();
  const key = reader.text();
  const headers: Record<string, string> = {};
  for (let left = reader.u32(); left > 0; left -= 1) {
    const name = reader.text();
    headers[name] = reader.text();
  }
  const value = reader.bytes();
  return key === '' ? { id, headers, value, lane } : { id, key, headers, value, lane };
}
