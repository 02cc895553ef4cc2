/** What can be wrong with one event. */
export const PROBLEM_CODES = [
  /** It must be a JSON object. */
  'not-an-object',
  'missing',
  'wrong-type',
  /** The type is right, the value is not. */
  'bad-value',
  'unknown-member',
  /** A partition key of more than 256 characters. */
  'key-too-long',
  /** Another event of the same request has the same id, so that consumers would drop one of them. */
  'duplicate-id',
  /** There is no schema for its type and version. */
  'unknown-type',
  /** Its schema refuses its data. */
  'schema',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** One fault of one event. */
export interface Problem {
  /** Which event, counted from 0. */
  readonly event: number;
  /** Where in it, as a JSON pointer; empty for the event itself. */
  readonly path: string;
  /** What is wrong, and what is allowed. */
  readonly message: string;
  readonly code: ProblemCode;
}
