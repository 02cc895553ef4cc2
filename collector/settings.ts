import type { Security } from '../kafka/connection.ts';

/**
 * What a collector is told. On a host the agent writes it as JSON at each boot; `parseCollectorSettings` fills in defaults.
 */
export interface CollectorSettings {
  readonly listen: { readonly host: string; readonly port: number };
  /**
   * Whoever sends must name one of them, in the header `x-write-key` or as `?writeKey=`.
   * @default [] - whoever reaches the port may send
   */
  readonly writeKeys: readonly string[];
  /**
   * Origins whose pages may send; `*` means all.
   * @default [] - no other origin
   */
  readonly corsOrigins: readonly string[];
  /**
   * Folder of JSON Schemas, `<type>/<version>.json`, for the events' `data`.
   * @default - nothing is validated
   */
  readonly schemas?: string;
  /**
   * What becomes of an event whose type and version have no schema.
   * @default 'accept'
   */
  readonly unknownType: Policy;
  /**
   * What becomes of an event that its schema refuses, unless the sender waits for the errors (`?sync=true`).
   * @default 'dead-letter' - acknowledged, because it is kept: beside the events, with the reason
   */
  readonly invalid: Exclude<Policy, 'accept'>;
  /**
   * What 201 says: `durable` that a crash loses nothing, `memory` that it is in this process's memory.
   * @default 'durable'
   */
  readonly ack: 'durable' | 'memory';
  readonly limits: Limits;
  readonly batch: BatchLimits;
  readonly sink: SinkSettings;
  readonly redis: RedisSettings;
  /**
   * How Kafka is woken.
   * @default - nobody is woken: the sink does not sleep
   */
  readonly wake?: WakeSettings;
}

export type Policy = 'accept' | 'reject' | 'dead-letter';

export interface Limits {
  /** Bytes of a request's body, as sent and unpacked alike. @default 5 MiB */
  readonly bodyBytes: number;
  /** Bytes of one event. @default 900,000 - below the 1 MiB that Kafka takes */
  readonly eventBytes: number;
  /** Bytes that may wait in memory, of all requests together; past it they are answered 503. @default 16 MiB */
  readonly pendingBytes: number;
}

/** A batch is sent when it is full by count or bytes, or when its first event is as old as this. */
export interface BatchLimits {
  /** @default 500 - what Kinesis takes at once */
  readonly count: number;
  /** @default 524,288 */
  readonly bytes: number;
  /** Milliseconds. @default 10 */
  readonly age: number;
}

export type SinkSettings = KafkaSinkSettings | RedisSinkSettings | KinesisSinkSettings;

export interface KafkaSinkSettings {
  readonly kind: 'kafka';
  /** Dead letters go to `<topic>.dead-letter`. Both are made if they are missing. @default 'events' */
  readonly topic: string;
  /** Of a topic that is made. @default 6 */
  readonly partitions: number;
  /** Addresses, or the SSM parameter that holds one (read again whenever Kafka is not reached). */
  readonly bootstrap: readonly string[] | { readonly parameter: string };
  readonly security: Security;
}

export interface RedisSinkSettings {
  readonly kind: 'redis';
  /** Dead letters go to `<stream>.dead-letter`. @default 'events' */
  readonly stream: string;
}

export interface KinesisSinkSettings {
  readonly kind: 'kinesis';
  /** Dead letters go to `<stream>.dead-letter`, which must exist too. */
  readonly stream: string;
}

export interface RedisSettings {
  readonly host: string;
  readonly port: number;
  /** @default - no authentication */
  readonly username?: string;
  readonly password?: string;
}

export interface WakeSettings {
  /** Name of the environment's wake function. */
  readonly function: string;
  /** Which target it wakes. @default 'kafka' */
  readonly target: string;
}
