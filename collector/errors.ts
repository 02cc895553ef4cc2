/** What the collector can complain of. What a sender did wrong is not here: intake has problems for that. */
export type CollectorErrorCode =
  /** Its settings are not what they must be. */
  | 'bad-settings'
  /** Another collector writes to this Redis. */
  | 'second-collector'
  /** Redis is full, or what waits in memory is as much as may wait. */
  | 'full'
  /** Neither the sink nor the buffer took it. */
  | 'unavailable'
  /** It is about to exit and takes nothing more. */
  | 'closing'
  /** The sink cannot be reached: asleep, dead, or far away. */
  | 'unreachable';

/** Messages say what was given, what is allowed, and what to do. */
export class CollectorError extends Error {
  readonly code: CollectorErrorCode;

  constructor(code: CollectorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CollectorError';
    this.code = code;
  }
}
