import type { Problem } from './problem.ts';

/** What a sender can be told is wrong with a request as a whole, and the HTTP status that says so. */
export const STATUS = {
  /** It is not HTTP as it should be. */
  'malformed-request': 400,
  /** A query parameter has a value that it cannot have. */
  'bad-query': 400,
  'malformed-json': 400,
  'malformed-gzip': 400,
  'invalid-utf8': 400,
  /** Objects and arrays in one another, deeper than consumers read. */
  'too-deep': 400,
  /** There is no event in it. */
  empty: 400,
  /** A batch of CloudEvents is an array. */
  'not-a-batch': 400,
  /** Events are not what they must be; each fault is among the `problems`. */
  'invalid-events': 400,
  'wrong-write-key': 401,
  'not-found': 404,
  'method-not-allowed': 405,
  /** The sender took too long over it. */
  timeout: 408,
  'too-large': 413,
  'event-too-large': 413,
  'too-many-events': 413,
  'unsupported-media-type': 415,
  'unsupported-charset': 415,
  'unsupported-encoding': 415,
  'headers-too-large': 431,
  /** A fault of the collector's own. */
  internal: 500,
  /** As much waits as may wait. */
  full: 503,
  /** Neither the sink nor the buffer can take it. */
  unavailable: 503,
  /** It is about to exit. */
  closing: 503,
} as const;

export type IntakeErrorCode = keyof typeof STATUS;

/** Why a request is refused. Messages say what was given, what is allowed, and what to do. */
export class IntakeError extends Error {
  readonly code: IntakeErrorCode;
  /** What is wrong with single events, with `invalid-events`. */
  readonly problems: readonly Problem[];

  constructor(code: IntakeErrorCode, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = 'IntakeError';
    this.code = code;
    this.problems = problems;
  }
}
