/** How a send failed, as far as the balancer cares. */
export type FailureKind =
  /** The connection was refused, reset, or closed under the request: the process is gone. */
  | 'connection-lost'
  /** Any other trouble with the network: no route, no answer to a connect. */
  | 'connection'
  /** No answer in time, from the broker or of the replicas. */
  | 'time-out'
  /** The partition has no leader here, too few replicas, or a bad disk. */
  | 'partition'
  /** Kafka says that trying again may help, and it says nothing of the partition's health. */
  | 'transient'
  /** A record, or the batch as a whole, is to blame. */
  | 'refused'
  /** We may not write there. */
  | 'denied'
  /** Not an error of Kafka's: a bug, a codec, a client that was closed. */
  | 'foreign';

/** What a client says of a send that failed. */
export interface Failure {
  readonly kind: FailureKind;
  /** For people: `NOT_ENOUGH_REPLICAS`, `ECONNREFUSED`. */
  readonly name: string;
  readonly cause?: unknown;
}

/** What follows from a kind of failure. */
export interface Treatment {
  /** Whether another partition might do better: `once` opens the breaker at the first, `yes` counts towards it. */
  readonly counts: 'once' | 'yes' | 'no';
  /** Whether to send the records again. */
  readonly again: boolean;
}

export const TREATMENTS: Readonly<Record<FailureKind, Treatment>> = {
  'connection-lost': { counts: 'once', again: true },
  connection: { counts: 'yes', again: true },
  'time-out': { counts: 'yes', again: true },
  partition: { counts: 'yes', again: true },
  transient: { counts: 'no', again: true },
  refused: { counts: 'no', again: false },
  denied: { counts: 'no', again: false },
  foreign: { counts: 'no', again: false },
};

/** By the names of Kafka's protocol (org.apache.kafka.common.protocol.Errors). What is not here is `foreign`. */
const KINDS: Readonly<Record<string, FailureKind>> = {
  NETWORK_EXCEPTION: 'connection',
  REQUEST_TIMED_OUT: 'time-out',
  NOT_LEADER_OR_FOLLOWER: 'partition',
  LEADER_NOT_AVAILABLE: 'partition',
  NOT_ENOUGH_REPLICAS: 'partition',
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 'partition',
  KAFKA_STORAGE_ERROR: 'partition',
  UNKNOWN_TOPIC_OR_PARTITION: 'transient',
  UNKNOWN_TOPIC_ID: 'transient',
  THROTTLING_QUOTA_EXCEEDED: 'transient',
  CORRUPT_MESSAGE: 'transient', // damaged on its way: Kafka calls it retriable
  MESSAGE_TOO_LARGE: 'refused',
  RECORD_LIST_TOO_LARGE: 'refused',
  INVALID_RECORD: 'refused',
  INVALID_TIMESTAMP: 'refused',
  UNSUPPORTED_FOR_MESSAGE_FORMAT: 'refused',
  TOPIC_AUTHORIZATION_FAILED: 'denied',
  CLUSTER_AUTHORIZATION_FAILED: 'denied',
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 'denied',
  SASL_AUTHENTICATION_FAILED: 'denied',
  POLICY_VIOLATION: 'refused',
};

/** The failure that an error of Kafka's protocol is. */
export function failureNamed(name: string, cause?: unknown): Failure {
  return { kind: Object.hasOwn(KINDS, name) ? (KINDS[name] ?? 'foreign') : 'foreign', name, cause };
}
