/** Every way in which the agent refuses or fails, as one closed list. */
export type HostErrorCode =
  | 'bad-command-line'
  | 'bad-environment'
  | 'metadata-denied'
  | 'metadata-unreachable'
  | 'no-settings'
  | 'bad-settings'
  | 'no-volume'
  | 'two-volumes'
  | 'other-volume'
  | 'volume-elsewhere'
  | 'volume-busy'
  | 'no-device'
  | 'foreign-volume'
  | 'lost-volume'
  | 'no-programs'
  | 'too-little-memory'
  | 'not-ready'
  | 'not-booted'
  | 'command-failed'
  | 'aws-failed';

/** An error of the agent; the message says what was given, what is allowed and what to do. */
export class HostError extends Error {
  override readonly name = 'HostError';
  readonly code: HostErrorCode;

  constructor(code: HostErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** An error's message with those of its causes, for a line in the journal. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${explain(error.cause)})`;
}
