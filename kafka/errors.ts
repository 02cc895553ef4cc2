/** Every way in which this room refuses, as one closed list. */
export type KafkaErrorCode =
  | 'bad-ports'
  | 'bad-identity'
  | 'bad-peers'
  | 'too-little-memory'
  | 'not-ready'
  | 'metrics-unreachable'
  | 'bad-metrics'
  | 'bad-metadata';

/** An error of this room; the message says what was given, what is allowed and what to do. */
export class KafkaError extends Error {
  override readonly name = 'KafkaError';
  readonly code: KafkaErrorCode;

  constructor(code: KafkaErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
