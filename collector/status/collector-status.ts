import type { DeliveryState } from '../delivery/delivery-state.ts';
import type { Sink } from '../sinks/sink.ts';
import type { Schemas } from '../validation/schemas.ts';
import type { WakeState } from '../wake/kafka-waker.ts';
import { minutesLeft } from './minutes-left.ts';
import { type Readiness, readinessOf } from './readiness.ts';

/** What `GET /status` tells. Times are ISO. */
export interface CollectorStatus extends Readiness, Pick<DeliveryState, 'mode' | 'pending'> {
  /** When this process started. */
  readonly startedAt: string;
  /** Events acknowledged since then. */
  readonly accepted: number;
  readonly sink: { readonly kind: Sink['kind']; readonly connected: boolean };
  readonly buffer: {
    /** Why it cannot be used at this moment. */
    readonly trouble?: string;
    /** What is wrong though it works. */
    readonly warnings: readonly string[];
    /** Batches that wait. */
    readonly entries: number;
    readonly usedBytes?: number;
    readonly limitBytes?: number;
    /** Until it is full, if events go on to be appended as of late. */
    readonly minutesLeft?: number;
    /** Entries, and batches of rejected records, that wait for people. */
    readonly broken: number;
    readonly setAside: number;
  };
  /** Since when the oldest event waits that the sink has not acknowledged. */
  readonly oldestUnsentAt?: string;
  /** When the sink last acknowledged something. */
  readonly lastSentAt?: string;
  readonly lastBufferedAt?: string;
  /** What came of asking for Kafka to be woken. */
  readonly wake?: WakeState;
  readonly schemas: { readonly names: readonly string[]; readonly broken: Schemas['broken'] };
}

/** What is put together. */
export interface StatusParts {
  readonly startedAt: string;
  readonly accepted: number;
  readonly closing: boolean;
  readonly state: DeliveryState;
  readonly sink: Sink;
  readonly schemas: Schemas;
  readonly wake?: WakeState;
}

/** Everything that the collector knows of itself. */
export function collectorStatus(parts: StatusParts): CollectorStatus {
  const { startedAt, accepted, closing, state, sink, schemas, wake } = parts;
  const { trouble, warnings, depth, bytesPerSecond } = state.buffer;
  return {
    ...readinessOf(state, closing),
    mode: state.mode,
    startedAt,
    accepted,
    pending: state.pending,
    sink: { kind: sink.kind, connected: sink.connected },
    buffer: {
      trouble,
      warnings,
      entries: depth?.entries ?? 0,
      usedBytes: depth?.usedBytes,
      limitBytes: depth?.limitBytes,
      minutesLeft: depth && minutesLeft(depth, bytesPerSecond),
      broken: depth?.broken ?? 0,
      setAside: depth?.setAside ?? 0,
    },
    oldestUnsentAt: state.oldestUnsentAt,
    lastSentAt: state.lastSentAt,
    lastBufferedAt: state.lastBufferedAt,
    wake,
    schemas: { names: schemas.names, broken: schemas.broken },
  };
}
