import type { Caller, Lease } from '../items.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import { epochSeconds, isAfter, later } from '../time.ts';
import { assertMayLiftHoldOff, holdOff } from './held-off.ts';
import { keepFromStopping } from './withdraw-stop.ts';

const DAY = 86_400;

/** A request to keep a target awake. */
export interface LeaseRequest {
  /** Whoever takes a lease under the same id again extends it. */
  readonly id: string;
  readonly until: string;
  readonly reason: string;
  readonly by: Caller;
}

/**
 * Keeps the target awake until then, lifts a hold-off if the caller may, and withdraws a stop that is not committed.
 * A lease is never shortened.
 *
 * @throws PowerError `held-off`
 */
export function lease(items: TargetItems, { id, until, reason, by }: LeaseRequest, now: Date): Change[] {
  assertMayLiftHoldOff(items, by, now);
  const key = `lease#${id}` as const;
  const former = items.get(key);
  const stands = former !== undefined && !isAfter(until, former.until);
  const taken: Lease = {
    until,
    reason,
    by,
    at: now.toISOString(),
    expiresAt: epochSeconds(later(until, DAY)),
  };
  return [
    stands ? items.check(key) : items.put(key, taken),
    holdOff(items, now) ? items.remove('wish') : items.check('wish'),
    keepFromStopping(items),
  ];
}
