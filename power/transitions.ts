import type { Decision } from './decide.ts';
import type { Facts } from './facts.ts';
import { keptStop } from './foreign-stop.ts';
import type { PowerState, Transition } from './items.ts';
import type { Reason } from './reason.ts';
import { durationText, isAfter, later, secondsBetween } from './time.ts';
import { wakeTimings } from './timings.ts';

/** The transition that leads from what is recorded to what is the case; undefined if that is the same state. */
export function transitionOf(
  facts: Facts,
  { state, reason }: Pick<Decision, 'state' | 'reason'>,
  now: Date,
): Transition | undefined {
  const { recorded, instance, report } = facts;
  if (recorded?.to === state) return undefined;
  const at = sinceOf(facts, state, now);
  const base = { from: recorded?.to ?? 'unknown', to: state, at, ...keptStop(facts) } as const;
  const boot = report?.detail.boot;
  // Otherwise it was up before, and what it tells of its boot is old.
  if (state !== 'online' || instance === undefined || boot?.readyAt !== at) return { ...base, reason };
  return { ...base, reason: ready(instance.launchTime, at), timings: wakeTimings(instance.launchTime, boot) };
}

/** When the target came into this state: as recorded, else as the facts tell, else now. */
export function sinceOf({ recorded, instance, report }: Facts, state: PowerState, now: Date): string {
  if (recorded?.to === state) return recorded.at;
  const told = { booting: instance?.launchTime, online: report?.detail.boot?.readyAt };
  const known = state === 'booting' || state === 'online' ? told[state] : undefined;
  const fits = known !== undefined && !isAfter(known, now) && (!recorded || isAfter(known, recorded.at));
  if (fits) return known;
  // Always behind the newest transition, whatever the clocks of two functions make of it.
  return recorded && !isAfter(now, recorded.at) ? later(recorded.at, 0.001) : now.toISOString();
}

function ready(launchTime: string, readyAt: string): Reason {
  const took = durationText(secondsBetween(launchTime, readyAt));
  return { code: 'ready', text: `ready ${took} after the start: a record went through and came back` };
}
