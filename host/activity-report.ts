import type { ActivityReport } from '../power/items.ts';
import type { BootRecord, BootSteps } from './boot-record.ts';
import type { DiskUse } from './disk-use.ts';
import { isUp, type ServiceState } from './service-health.ts';
import type { UseRecord } from './use-record.ts';

/** What the watch knows of the host. */
export interface HostView {
  readonly service: ServiceState | 'unwatched';
  /** How it ended, if it was stopped because a stop was announced. */
  readonly stopped?: 'clean' | 'unclean';
  /** Why it is not ready, or goes for good. */
  readonly message?: string;
  /** Why the instance may soon be taken away. */
  readonly atRisk?: string;
  readonly steps: BootSteps;
  readonly use: Pick<UseRecord<unknown>, 'lastUsedAt' | 'use'>;
  /** Consumer groups that are waited for and behind, with how many records. */
  readonly lag?: Readonly<Record<string, number>>;
  /** Partitions of which a replica is out of sync; undefined if that is unknown, or cannot be. */
  readonly underReplicated?: number;
  /** Undefined if it cannot be told. */
  readonly disk?: DiskUse;
}

const PHASES = {
  awaited: 'booting',
  ready: 'serving',
  doubted: 'serving',
  stopped: 'stopped',
  unwatched: 'stopped',
} as const;

/** The report that tells what the watch knows. */
export function activityReport(at: string, { bootId, programs }: BootRecord, view: HostView): ActivityReport {
  const { service, stopped, message, atRisk, steps, use, lag = {}, underReplicated, disk } = view;
  return {
    at,
    bootId,
    lastUsedAt: use.lastUsedAt,
    ready: service !== 'unwatched' && isUp(service),
    stopped,
    atRisk,
    underReplicated,
    lag: Object.keys(lag).length > 0 ? lag : undefined,
    detail: { phase: PHASES[service], message, boot: steps, use: use.use, disk, programs },
  };
}
