/** What can go wrong with a rehearsal as a whole. */
export type RehearsalErrorCode =
  | 'emulator-died'
  | 'deploy-failed'
  | 'bad-endpoints'
  | 'power-refused'
  | 'no-machine'
  | 'collector-refused'
  | 'events-differ'
  | 'timed-out';

/** A rehearsal could not go on; the message says why and where to read more. */
export class RehearsalError extends Error {
  override readonly name = 'RehearsalError';
  readonly code: RehearsalErrorCode;

  constructor(code: RehearsalErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
