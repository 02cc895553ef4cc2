import type { ActivityReport } from './items.ts';
import { secondsBetween } from './time.ts';

/** Seconds after which a report says nothing about the present any more; a host reports each minute at the least. */
const STALE_AFTER = 180;

/** Whether a report is too old to say anything about the present. */
export function isStale(report: ActivityReport, now: Date): boolean {
  return secondsBetween(report.at, now) > STALE_AFTER;
}
