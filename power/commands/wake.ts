import { PowerError } from '../errors.ts';
import type { Caller, WakeCount } from '../items.ts';
import type { Policy } from '../policy.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import { epochSeconds, isAfter, later } from '../time.ts';
import { lease } from './lease.ts';

const DAY = 86_400;

/** A request to wake a target. */
export interface WakeRequest {
  readonly by: Caller;
  /** Why, in the caller's words; may be empty. */
  readonly reason: string;
  /**
   * How long it is needed once it is up.
   * @default - the policy's `minAwake`
   */
  readonly minutes?: number;
  /** How often visitors may wake the target in a day (UTC). */
  readonly dailyCap: number;
}

/**
 * Wakes the target: a lease that covers the boot and the time asked for. Again and again without harm.
 *
 * A visitor's wake counts towards the daily cap, unless an earlier one still grants the time asked for: that is
 * not counted, so that impatient clicks cost nothing and yet the cap bounds how long visitors keep a host awake.
 *
 * @throws PowerError `held-off`, `daily-cap`
 */
export function wake(items: TargetItems, request: WakeRequest, policy: Policy, now: Date): Change[] {
  const { by, reason } = request;
  const needed = Math.max((request.minutes ?? 0) * 60, policy.minAwake);
  const granted = grantedToVisitor(items, request, later(now, needed));
  const until = granted ?? later(now, policy.bootDeadline + needed);
  const changes = lease(items, { id: 'wake', until, reason, by }, now);
  return by === 'visitor' && !granted ? [...changes, countWake(items, request.dailyCap, now)] : changes;
}

/** The end of the wake that stands, if it gives a visitor all that is asked for. */
function grantedToVisitor(items: TargetItems, { by }: WakeRequest, needed: string): string | undefined {
  const until = items.get('lease#wake')?.until;
  return by === 'visitor' && until !== undefined && !isAfter(needed, until) ? until : undefined;
}

function countWake(items: TargetItems, dailyCap: number, now: Date): Change {
  const key = `count#${now.toISOString().slice(0, 10)}` as const;
  const wakes = (items.get(key)?.wakes ?? 0) + 1;
  if (wakes > dailyCap) {
    throw new PowerError(
      'daily-cap',
      `Visitors have woken it ${dailyCap} times today, which is the daily cap; it starts anew at 00:00 UTC.`,
    );
  }
  const count: WakeCount = { wakes, expiresAt: epochSeconds(later(now, 2 * DAY)) };
  return items.put(key, count);
}
