/** What can be wrong with a laptop. */
export type LaptopErrorCode =
  | 'python-missing'
  | 'python-too-old'
  | 'node-too-old'
  | 'install-failed'
  | 'checksum-differs'
  | 'redis-missing';

/** Something that the rehearsal needs is missing or broken; the message says what to do. */
export class LaptopError extends Error {
  readonly code: LaptopErrorCode;

  constructor(code: LaptopErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LaptopError';
    this.code = code;
  }
}
