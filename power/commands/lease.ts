import type { Caller, Lease } from '../items.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import { epochSeconds, isAfter, later } from '../time.ts';
import { assertMayLiftHoldOff, holdOff } from './standing-wish.ts';
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
 * A lease is never shortened; to ask again is to ask now, which counts against a stop by others (`foreign-stop.ts`).
 *
 * @throws PowerError `held-off`
 */
export function lease(items: TargetItems, { id, until, reason, by }: LeaseRequest, now: Date): Change[] {
  assertMayLiftHoldOff(items, by, now);
  const key = `lease#${id}` as const;
  const former = items.get(key);
  const at = now.toISOString();
  const stands = former !== undefined && !isAfter(until, former.until);
  const taken: Lease = stands
    ? { ...former, at }
    : { until, reason, by, at, expiresAt: epochSeconds(later(until, DAY)) };
  return [
    items.put(key, taken),
    holdOff(items, now) ? items.remove('wish') : items.check('wish'),
    keepFromStopping(items),
  ];
}

/** Gives a lease back before its time; use and the others decide from then on. */
export function endLease(items: TargetItems, id: string): Change[] {
  return [items.remove(`lease#${id}`)];
}
