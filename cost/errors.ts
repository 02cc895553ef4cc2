/** Every way in which this room refuses, as one closed list. */
export type CostErrorCode = 'bad-settings' | 'no-price' | 'no-marker';

/** An error of this room; the message says what was given, what is allowed and what to do. */
export class CostError extends Error {
  override readonly name = 'CostError';
  readonly code: CostErrorCode;

  constructor(code: CostErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
