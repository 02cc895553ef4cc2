/** What is not a setting, because nobody needs it otherwise. */

/** Events in one request. Bounds the answer, which names them all; as many small ones as the default body holds. */
export const MAX_EVENTS = 10_000;

/** Objects and arrays in one another. What .NET's System.Text.Json reads by default, the strictest of common readers. */
export const MAX_DEPTH = 64;

/** Characters of an event's id and type. */
export const MAX_NAME = 128;

/** Characters of a partition key: the limit of Kinesis. */
export const MAX_KEY = 256;

/** How slow a sender may be; milliseconds. */
export interface Patience {
  /** Until the headers are there. */
  readonly headers: number;
  /** Until the whole request is there. */
  readonly request: number;
  /** How often that is looked at. */
  readonly check: number;
}

/** 5 MiB in half a minute is 175 KB/s: a phone on a bad day. */
export const PATIENCE: Patience = { headers: 10_000, request: 30_000, check: 2_000 };

/** How long what is still being sent is thrown away after a refusal, so that the sender reads the answer; milliseconds. */
export const LINGER = 2_000;
