import type { Caller } from '../items.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import { assertMayReplaceHold } from './standing-wish.ts';
import { keepFromStopping } from './withdraw-stop.ts';

/**
 * Holds the target awake until then, whatever its use; replaces a former hold.
 *
 * @throws PowerError `held-off`, `held-on`
 */
export function holdOn(
  items: TargetItems,
  { by, until }: { readonly by: Caller; readonly until: string },
  now: Date,
): Change[] {
  assertMayReplaceHold(items, by, now);
  return [
    items.put('wish', { hold: 'on', holdUntil: until, by, at: now.toISOString() }),
    keepFromStopping(items),
  ];
}

/**
 * Ends a hold of either kind; leases, windows and use decide from then on.
 *
 * @throws PowerError `held-off`, `held-on`
 */
export function endHold(items: TargetItems, { by }: { readonly by: Caller }, now: Date): Change[] {
  assertMayReplaceHold(items, by, now);
  return [items.remove('wish')];
}
