import type { Size } from 'aws-cdk-lib';
import type { PolicyProps } from '../../power/policy.ts';
import type { HostOptions } from './host-options.ts';

/** The Redis host, with the collector on it. */
export interface RedisHostOptions extends HostOptions {
  /**
   * The default of the stack parameter `InstanceSize`.
   *
   * @default 't3.micro'
   */
  readonly instanceSize?: string;

  /**
   * Size of the retained data volume. Redis is given a fifth of it at most, so a host with more memory needs more: 3 GiB
   * are enough for a t3.micro, and five times the memory for any.
   *
   * @default Size.gibibytes(3)
   */
  readonly dataVolumeSize?: Size;

  /**
   * When it sleeps; lengths of time are seconds. With `windows` it sleeps outside of them once no events have come for
   * `idleAfter` and its buffer is empty. Asleep it accepts nothing.
   *
   * @default - it never sleeps: its windows are always open
   */
  readonly policy?: PolicyProps;

  /** @default - events of any type, from whoever reaches the port, acknowledged once they are durable */
  readonly collector?: CollectorOptions;
}

/** What the collector accepts and what it promises. Applied at the host's next boot (docs/operations.md tells how at once). */
export interface CollectorOptions {
  /**
   * Folder of JSON Schemas for the events' `data`, `<type>/<version>.json`. It is uploaded with the host's programs.
   *
   * @default - nothing is validated
   */
  readonly schemas?: string;

  /**
   * Whoever sends must name one of them, in the header `x-write-key` or as `?writeKey=`. They are in the template and in a
   * parameter as plain text: they tell senders apart and keep strangers out, and are no secret of a page that uses one.
   *
   * @default - whoever reaches the port may send
   */
  readonly writeKeys?: readonly string[];

  /**
   * Origins whose pages may send, such as https://example.org; * means all.
   *
   * @default - no other origin
   */
  readonly corsOrigins?: readonly string[];

  /**
   * What becomes of an event whose type and version have no schema.
   *
   * @default 'accept'
   */
  readonly unknownType?: 'accept' | 'reject' | 'dead-letter';

  /**
   * What becomes of an event that its schema refuses, unless the sender waits for the errors (`?sync=true`).
   *
   * @default 'dead-letter' - acknowledged, because it is kept beside the events, with the reason
   */
  readonly invalid?: 'reject' | 'dead-letter';

  /**
   * What 201 says: `durable` that a crash loses nothing; `memory` that it is in the collector's memory, which a crash loses.
   *
   * @default 'durable'
   */
  readonly ack?: 'durable' | 'memory';

  /**
   * The topic that events go to, or the stream of Redis if there is no Kafka host. Dead letters go to
   * `<topic>.dead-letter`.
   *
   * @default 'events'
   */
  readonly topic?: string;
}
