import type { Caller } from '../../../power/items.ts';

/** Milliseconds by which clocks of functions may disagree, and instants are cut to the second. */
export const SLACK = 2_000;

/** When a request was made, and when it took effect. */
export interface Times {
  readonly began: number;
  readonly now: number;
}

/** Something by which the target is to be awake. */
export interface Claim {
  readonly what: string;
  readonly by: Caller;
  /** When it was last asked for. */
  readonly at: number;
  /** It must be honoured until then, and must not be afterwards. In between is up to the code. */
  readonly atLeast: number;
  readonly atMost: number;
}

/** A lease as it was asked for; lengths in milliseconds. */
interface AskedLease {
  readonly id: string;
  readonly by: Caller;
  readonly needed: number;
  /** What the code may add, and does unless a visitor has all it asked for already. */
  readonly extra: number;
}

/** @param former - the lease of that id before, which never becomes shorter */
export function leaseClaim(
  { id, by, needed, extra }: AskedLease,
  { began, now }: Times,
  former: Claim | undefined,
): Claim {
  const atLeast = began + needed + (by === 'visitor' ? 0 : extra) - SLACK;
  return {
    what: `leased by a ${by} as ${id}`,
    by,
    at: now,
    atLeast: Math.max(former?.atLeast ?? 0, atLeast),
    atMost: Math.max(former?.atMost ?? 0, now + needed + extra + SLACK),
  };
}
