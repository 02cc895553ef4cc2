/** What the balancer can complain of. */
export type BalancerErrorCode =
  /** An option is not what it must be. */
  | 'bad-option'
  /** The partitioner did not return an integer from 0 on. */
  | 'bad-partition'
  /** The topic is not known: it does not exist, or its metadata was never given. */
  | 'unknown-topic'
  /** The topic has no partitions: it was deleted, perhaps. */
  | 'no-partitions'
  /** As much waits in memory as may wait. */
  | 'full'
  /** Not acknowledged within the delivery time-out. It may be stored. */
  | 'timed-out'
  /** Kafka will never take this record: too large, malformed. It is not stored. */
  | 'refused'
  /** Kafka does not allow us to write there. It is not stored. */
  | 'denied'
  /** The client failed in a way that is not Kafka's. */
  | 'client-failed'
  /** The producer was closed. */
  | 'closed';

/** Messages say what was given, what is allowed, and what to do. */
export class BalancerError extends Error {
  readonly code: BalancerErrorCode;

  constructor(code: BalancerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BalancerError';
    this.code = code;
  }
}
