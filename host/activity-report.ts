import type { ActivityReport } from '../power/items.ts';
import type { BootRecord, BootSteps } from './boot-record.ts';
import type { DiskUse } from './disk-use.ts';
import type { UseRecord } from './use-record.ts';
import type { KafkaState } from './watch-schedule.ts';

/** What the watch knows of the host. */
export interface HostView {
  readonly kafka: KafkaState | 'unwatched';
  /** How Kafka ended, if it was stopped because a stop was announced. */
  readonly stopped?: 'clean' | 'unclean';
  /** Why Kafka is not ready. */
  readonly message?: string;
  readonly steps: BootSteps;
  readonly use: UseRecord;
  readonly disk: DiskUse;
}

const PHASES = { awaited: 'booting', ready: 'serving', stopped: 'stopped', unwatched: 'stopped' } as const;

/** The report that tells what the watch knows. */
export function activityReport(at: string, { bootId, programs }: BootRecord, view: HostView): ActivityReport {
  const { kafka, stopped, message, steps, use, disk } = view;
  return {
    at,
    bootId,
    lastUsedAt: use.lastUsedAt,
    ready: kafka === 'ready',
    stopped,
    detail: { phase: PHASES[kafka], message, boot: steps, use: use.use, disk, programs },
  };
}
