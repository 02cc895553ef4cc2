import { PowerError } from '../errors.ts';
import type { Caller, Wish } from '../items.ts';
import type { TargetItems } from '../store/target-items.ts';
import { instantText, isAfter } from '../time.ts';

const RANK: Record<Caller, number> = { visitor: 0, service: 1, person: 2 };

/** Whether somebody of this kind may lift what that one wished. */
export function mayLift(by: Caller, wish: Wish): boolean {
  return RANK[by] >= RANK[wish.by];
}

/** The wish that keeps the target asleep, if there is one and it has not lapsed. */
export function holdOff(items: TargetItems, now: Date): Wish | undefined {
  const wish = items.get('wish');
  const stands = wish?.hold === 'off' && (wish.holdUntil === undefined || isAfter(wish.holdUntil, now));
  return stands ? wish : undefined;
}

/**
 * A hold-off sticks against whoever ranks lower than its author: a person's against services and visitors.
 *
 * @throws PowerError `held-off`
 */
export function assertMayLiftHoldOff(items: TargetItems, by: Caller, now: Date): void {
  const wish = holdOff(items, now);
  if (!wish || mayLift(by, wish)) return;
  throw new PowerError(
    'held-off',
    `A ${wish.by} put it to sleep at ${instantText(wish.at, now)}, and a ${by} cannot lift that; ask a ${wish.by} to wake it.`,
  );
}
