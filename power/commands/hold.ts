import type { Caller } from '../items.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import { later } from '../time.ts';
import { assertMayLiftHoldOff } from './held-off.ts';
import { keepFromStopping } from './withdraw-stop.ts';

/**
 * Holds the target awake for that long, whatever its use; replaces a former hold.
 *
 * @throws PowerError `held-off`
 */
export function holdOn(
  items: TargetItems,
  { by, minutes }: { readonly by: Caller; readonly minutes: number },
  now: Date,
): Change[] {
  assertMayLiftHoldOff(items, by, now);
  const holdUntil = later(now, minutes * 60);
  return [items.put('wish', { hold: 'on', holdUntil, by, at: now.toISOString() }), keepFromStopping(items)];
}

/**
 * Ends a hold of either kind; leases and use decide from then on.
 *
 * @throws PowerError `held-off`
 */
export function endHold(items: TargetItems, { by }: { readonly by: Caller }, now: Date): Change[] {
  assertMayLiftHoldOff(items, by, now);
  return [items.remove('wish')];
}
