/**
 * Every way in which this room refuses, as one closed list:
 * the API's answers (`api/error-answer.ts` gives each its HTTP status) and what only programs see.
 */
export type PowerErrorCode =
  | 'bad-json'
  | 'bad-request'
  | 'unknown-target'
  | 'not-found'
  | 'method-not-allowed'
  | 'held-off'
  | 'held-on'
  | 'newer-version'
  | 'too-large'
  | 'daily-cap'
  | 'busy'
  | 'aws-failed'
  | 'bad-name'
  | 'bad-policy'
  | 'bad-change'
  | 'bad-environment';

/** An error of this room; the message says what was given, what is allowed and what to do. */
export class PowerError extends Error {
  override readonly name = 'PowerError';
  readonly code: PowerErrorCode;

  constructor(code: PowerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
