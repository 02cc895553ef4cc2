import type { StopIntent } from '../items.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';

/**
 * The point of no return before StopInstances. It stands only if intent and wish are still as they were read: whoever
 * wants the target awake removes the intent, and a second reaper has changed it.
 */
export function commitStop(items: TargetItems, intent: StopIntent, now: Date): Change[] {
  return [items.put('intent', { ...intent, committed: now.toISOString() }), items.check('wish')];
}
