import { PowerError } from '../errors.ts';
import type { Caller, Wish } from '../items.ts';
import type { TargetItems } from '../store/target-items.ts';
import { instantText, isAfter } from '../time.ts';

const RANK: Record<Caller, number> = { visitor: 0, service: 1, person: 2 };

/** The hold of either kind that has not lapsed, if there is one. */
export function standingWish(items: TargetItems, now: Date): Wish | undefined {
  const wish = items.get('wish');
  const lapsed = wish?.holdUntil !== undefined && !isAfter(wish.holdUntil, now);
  return wish?.hold === undefined || lapsed ? undefined : wish;
}

/** The hold-off that keeps the target asleep, if there is one and it has not lapsed. */
export function holdOff(items: TargetItems, now: Date): Wish | undefined {
  const wish = standingWish(items, now);
  return wish?.hold === 'off' ? wish : undefined;
}

/**
 * A hold-off sticks against whoever ranks lower than its author: a person's against services and visitors.
 *
 * @throws PowerError `held-off`
 */
export function assertMayLiftHoldOff(items: TargetItems, by: Caller, now: Date): void {
  if (holdOff(items, now)) assertMayReplaceHold(items, by, now);
}

/**
 * A hold of either kind gives way only to those who rank no lower than its author.
 *
 * @throws PowerError `held-off`, `held-on`
 */
export function assertMayReplaceHold(items: TargetItems, by: Caller, now: Date): void {
  const wish = standingWish(items, now);
  if (!wish || RANK[by] >= RANK[wish.by]) return;
  const at = instantText(wish.at, now);
  if (wish.hold === 'off') {
    throw new PowerError(
      'held-off',
      `A ${wish.by} put it to sleep at ${at}, and a ${by} cannot lift that; ask a ${wish.by} to wake it.`,
    );
  }
  const end = wish.holdUntil ? `until ${instantText(wish.holdUntil, now)}` : 'without an end';
  throw new PowerError(
    'held-on',
    `A ${wish.by} holds it awake ${end} (since ${at}), and a ${by} cannot change that; ask a ${wish.by} to end the hold.`,
  );
}
