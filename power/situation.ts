import type { Decision } from './decide.ts';
import type { Facts } from './facts.ts';
import { sinceOf } from './transitions.ts';

/** What people are told of a target. */
export type Situation = Pick<Decision, 'state' | 'reason' | 'wanted' | 'alarms'> & { readonly since: string };

/** What the facts and a decision about them come to. */
export function situationOf(facts: Facts, { state, reason, wanted, alarms }: Decision, now: Date): Situation {
  return { state, reason, wanted, alarms, since: sinceOf(facts, state, now) };
}
