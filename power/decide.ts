import type { Facts } from './facts.ts';
import type { PowerState } from './items.ts';
import type { Policy } from './policy.ts';
import type { Reason } from './reason.ts';
import { stateOf } from './state.ts';
import { isCommitted, isDue, standingIntent, stopInstant } from './stop-intent.ts';
import type { Instance } from './target/target.ts';
import { type Wanted, wanted } from './wanted.ts';

/** What is to be done about a target now. */
export type Action =
  | { readonly do: 'none' }
  | { readonly do: 'start'; readonly id: string }
  /** Tell the host that its service stops at that instant. */
  | { readonly do: 'announce-stop'; readonly at: string; readonly id: string }
  | { readonly do: 'withdraw-stop' }
  /** Stop the instance, whose host is done or does not answer. */
  | { readonly do: 'stop'; readonly id: string }
  /** Forget a stop that is over. */
  | { readonly do: 'clear-intent' };

/** What is the case with a target, what follows from it, and why. */
export interface Decision {
  /** As it is now, before the action. */
  readonly state: PowerState;
  readonly reason: Reason;
  readonly wanted: Wanted;
  readonly action: Action;
}

/**
 * The whole of power management as a function. Level-triggered: it looks at how things are and never at what happened, so
 * a lost, late or doubled tick does no harm.
 */
export function decide(facts: Facts, policy: Policy, now: Date): Decision {
  const verdict = wanted(facts, policy, now);
  const { state, because } = stateOf(facts, policy, verdict, now);
  return {
    state,
    reason: namingOthers(because ?? verdict.reason, facts.others),
    wanted: verdict,
    action: actionOf(facts, verdict, policy, now),
  };
}

function actionOf(facts: Facts, { awake }: Wanted, policy: Policy, now: Date): Action {
  const { instance } = facts;
  switch (instance?.state) {
    case 'stopped':
      if (awake) return { do: 'start', id: instance.id };
      return { do: facts.intent ? 'clear-intent' : 'none' };
    case 'running':
      return facts.intent
        ? stopAction(facts, instance, awake, now)
        : idleAction(instance, awake, policy, now);
    default:
      // Neither `pending` can be stopped nor `stopping` be started: a later tick sees to it.
      return { do: 'none' };
  }
}

function stopAction(facts: Facts, instance: Instance, awake: boolean, now: Date): Action {
  const intent = standingIntent(facts);
  if (!intent) return { do: 'clear-intent' };
  if (isCommitted(intent, now)) return { do: 'none' };
  if (awake) return { do: 'withdraw-stop' };
  return isDue(intent, facts, now) ? { do: 'stop', id: instance.id } : { do: 'none' };
}

function idleAction(instance: Instance, awake: boolean, policy: Policy, now: Date): Action {
  return awake ? { do: 'none' } : { do: 'announce-stop', at: stopInstant(policy, now), id: instance.id };
}

function namingOthers(reason: Reason, others: readonly Instance[]): Reason {
  const unnamed = others.filter(({ id }) => !reason.text.includes(id));
  if (unnamed.length === 0) return reason;
  const names = unnamed.map(({ id, state }) => `${id} (${state})`).join(', ');
  const text = `${reason.text}; left alone although tagged as this target: ${names}; terminate it or correct its tags`;
  return { ...reason, text };
}
