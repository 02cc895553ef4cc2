import type { AlarmCode } from '../alarm.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import { epochSeconds, later } from '../time.ts';

/** Seconds for which it is kept; longer than people are left in peace. */
const KEPT_FOR = 7 * 86_400;

/** Keeps that people were told of an alarm now. */
export function tellAlarm(items: TargetItems, code: AlarmCode, now: Date): Change[] {
  return [
    items.put(`alarm#${code}`, { at: now.toISOString(), expiresAt: epochSeconds(later(now, KEPT_FOR)) }),
  ];
}
