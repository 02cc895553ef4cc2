import type { EventRecord } from '../event-record.ts';

/** Where events go in the end. The contract test in test/collector/sinks/ is passed by each of them, and by the fake. */
export interface Sink {
  /** Appears in status and metrics. */
  readonly kind: 'kafka' | 'redis' | 'kinesis';

  /**
   * Reaches the sink, and makes what it lacks (a topic). Called before the first `send` and again whenever it was lost.
   * Ends soon: within a few seconds, whatever the network does.
   *
   * @throws CollectorError `unreachable`, with a message for people
   */
  connect(): Promise<void>;

  /**
   * Sends records, in order within each key. One call at a time. It never rejects: what was not acknowledged is in the
   * outcome.
   *
   * @param deadline milliseconds it may take; what is not acknowledged by then is `unsent`, though it may arrive yet
   */
  send(records: readonly EventRecord[], deadline: number): Promise<Outcome>;

  /**
   * Whether it may be sent to without connecting first. Turns false by itself, while nothing is sent, when the sink goes
   * away in an orderly manner (Kafka that falls asleep closes its connections).
   */
  readonly connected: boolean;

  /** Ends its connections. May be called at any time, and twice. */
  close(): Promise<void>;
}

/** What became of the records of one `send`. What is in neither list was acknowledged. */
export interface Outcome {
  /** To be sent again, in this order, before anything later of the same key. */
  readonly unsent: readonly EventRecord[];
  /** Why there is something unsent: `throttled` is not down. */
  readonly why?: { readonly code: 'unreachable' | 'throttled'; readonly text: string };
  /** What the sink will never take. The rest goes on. */
  readonly rejected: readonly Rejected[];
}

export interface Rejected {
  readonly record: EventRecord;
  /** The sink's own words. */
  readonly reason: string;
}
