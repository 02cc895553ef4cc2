import type { KinesisRecord } from './kinesis-record.ts';

/** What one PutRecords takes (docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html). */
export const MOST_RECORDS = 500;

/** Bytes, with keys. It was 5 MiB for years and is 10 MiB now; 5 are right everywhere. */
export const MOST_BYTES = 5 * 1024 * 1024;

/**
 * The records for the next request: the first ones, but of each key only its first. Kinesis stores each record of a request
 * or fails to, whatever became of the one before; so the next record of a key waits until the one before it is stored.
 *
 * @param waiting at least one; their order is kept
 * @param most how many, at least one
 */
export function nextRequest(waiting: readonly KinesisRecord[], most: number): KinesisRecord[] {
  const request: KinesisRecord[] = [];
  const keys = new Set<string>();
  let bytes = 0;
  for (const candidate of waiting) {
    const { data, partitionKey } = candidate;
    if (keys.has(partitionKey)) continue;
    bytes += data.length + Buffer.byteLength(partitionKey);
    if (request.length === most || (bytes > MOST_BYTES && request.length > 0)) break;
    keys.add(partitionKey);
    request.push(candidate);
  }
  return request;
}
