/** What the collector sends on: the sender's own bytes, and what consumers need to know beside them. */
export interface EventRecord {
  /**
   * By which consumers drop repeats: the sender's own id, or one that the collector gave. Also in `headers`.
   */
  readonly id: string;
  /**
   * Partition key, 1 to 256 characters (the limit of Kinesis). Events of one key arrive in the order of their acceptance.
   * @default - any partition
   */
  readonly key?: string;
  /** `event-id` and `event-type` always; `event-version` and CloudEvents' `ce_*` and `content-type` where there are some. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent, as far as the format allows: JSON in UTF-8. */
  readonly value: Buffer;
  /** `dead-letter`: what somebody has to look at. It goes beside the events, with the header `dead-letter-reason`. */
  readonly lane: Lane;
}

export type Lane = 'events' | 'dead-letter';

/** Header by which consumers drop repeats. */
export const HEADER_ID = 'event-id';
export const HEADER_TYPE = 'event-type';
export const HEADER_VERSION = 'event-version';
/** Why an event is a dead letter. */
export const HEADER_REASON = 'dead-letter-reason';

/**
 * Bytes that a record counts for in limits: what it says, and what it takes in memory besides. Without that, a flood of tiny
 * events would fill the heap long before its limit.
 */
export function sizeOf({ value, key, headers }: EventRecord): number {
  let bytes = value.length + (key?.length ?? 0) + RECORD_OVERHEAD;
  for (const name in headers) bytes += name.length + (headers[name]?.length ?? 0);
  return bytes;
}

/** Objects, strings and a view of the request's bytes: about 500 bytes of V8's heap. */
const RECORD_OVERHEAD = 512;
