import type { CollectorStatus } from '../../collector/status/collector-status.ts';

/** What use of a Redis host would move, at one moment. */
export interface CollectorActivity {
  /** When the collector's process started, with which its count begins. */
  readonly startedAt: string;
  /** Events that it has acknowledged. */
  readonly accepted: number;
  /** Events in its memory and batches in its buffer. */
  readonly waiting: number;
}

/**
 * What the collector's `GET /status` says of its use.
 *
 * @throws Error if it does not know what is in its buffer: unknown is not idle
 */
export function collectorActivity(status: CollectorStatus): CollectorActivity {
  const { startedAt, accepted, pending, buffer } = status;
  if (buffer.trouble !== undefined) {
    throw new Error(`the collector cannot tell what is in its buffer: ${buffer.trouble}`);
  }
  return { startedAt, accepted, waiting: pending.events + buffer.entries };
}

/** What happened between two moments, as a person would say it; undefined if no event came and none waits. */
export function collectorUse(before: CollectorActivity, after: CollectorActivity): string | undefined {
  if (after.waiting > 0) return 'events wait in the buffer';
  const known = after.startedAt === before.startedAt ? before.accepted : 0;
  return after.accepted > known ? 'events accepted' : undefined;
}
