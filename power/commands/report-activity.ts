import type { ActivityReport } from '../items.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';

/** What a host says of itself. It is the only writer of its item, so the newest report simply replaces the former. */
export function reportActivity(items: TargetItems, instanceId: string, report: ActivityReport): Change[] {
  return [items.put(`activity#${instanceId}`, report)];
}
