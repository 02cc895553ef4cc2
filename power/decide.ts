import type { Alarm } from './alarm.ts';
import { alarmsOf } from './alarms.ts';
import type { Facts } from './facts.ts';
import type { PowerState } from './items.ts';
import type { Policy } from './policy.ts';
import type { Reason } from './reason.ts';
import { newFailedStart, ownSize, startPlan } from './start-plan.ts';
import { stateOf } from './state.ts';
import { isCommitted, isDue, standingIntent, stopInstant } from './stop-intent.ts';
import { isHalfStarted } from './target/cluster-instance.ts';
import { type Instance, isStoppable, type StartRefusal } from './target/target.ts';
import { isAfter, secondsBetween } from './time.ts';
import { type Wanted, wanted } from './wanted.ts';

/** What is to be done about a target now. */
export type Action =
  | { readonly do: 'none' }
  /** Start it, after giving it that size if it has another one. */
  | { readonly do: 'start'; readonly instance: Instance; readonly size: string }
  /** Count a start that AWS accepted and then gave up on. */
  | { readonly do: 'note-failed-start'; readonly refusal: StartRefusal }
  /** Give a sleeping instance its own size back. */
  | { readonly do: 'resize'; readonly instance: Instance; readonly size: string }
  /** Forget about refused starts. */
  | { readonly do: 'forget-trouble' }
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
  /** What people should know besides. */
  readonly alarms: readonly Alarm[];
}

const NOTHING: Action = { do: 'none' };

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
    alarms: alarmsOf(facts, policy, verdict, now),
  };
}

function actionOf(facts: Facts, verdict: Wanted, policy: Policy, now: Date): Action {
  const { instance, newer } = facts;
  if (instance === undefined || newer.length > 0 || instance.unfit !== undefined) return NOTHING;
  if (instance.state === 'stopped') {
    return verdict.awake
      ? startAction(facts, instance, verdict, policy, now)
      : sleepingAction(facts, instance, policy);
  }
  // Neither an instance that is `pending` can be stopped nor what is `stopping` be started: a later tick sees to it.
  if (!isStoppable(instance)) return NOTHING;
  if (facts.intent) return stopAction(facts, instance, verdict.awake, policy, now);
  if (verdict.awake && isHalfStarted(instance)) return startAction(facts, instance, verdict, policy, now);
  return idleAction(facts, instance, verdict, policy, now);
}

function startAction(
  { trouble }: Facts,
  instance: Instance,
  { askedAt }: Wanted,
  policy: Policy,
  now: Date,
): Action {
  const refusal = newFailedStart(trouble, instance);
  if (refusal) return { do: 'note-failed-start', refusal };
  const { size, notBefore } = startPlan(trouble, policy, instance, askedAt);
  if (notBefore !== undefined && isAfter(notBefore, now)) return NOTHING;
  return { do: 'start', instance, size };
}

function sleepingAction({ trouble, intent }: Facts, instance: Instance, policy: Policy): Action {
  if (intent) return { do: 'clear-intent' };
  if (trouble) return { do: 'forget-trouble' };
  const size = ownSize(policy, instance);
  return size === instance.type ? NOTHING : { do: 'resize', instance, size };
}

function stopAction(facts: Facts, instance: Instance, awake: boolean, policy: Policy, now: Date): Action {
  const intent = standingIntent(facts);
  if (!intent) return { do: 'clear-intent' };
  if (isCommitted(intent, now)) return NOTHING;
  if (awake) return { do: 'withdraw-stop' };
  return isDue(intent, facts, policy, now) ? { do: 'stop', id: instance.id } : NOTHING;
}

function idleAction(
  { report, trouble }: Facts,
  instance: Instance,
  { awake, reason }: Wanted,
  policy: Policy,
  now: Date,
): Action {
  // Only an instance that runs was really started: AWS may accept a start and give up on it.
  if (awake) return trouble ? { do: 'forget-trouble' } : NOTHING;
  // A first boot that is cut installs nothing, and user data never runs again. What nobody wants has had its `minAwake`.
  const booting = report === undefined && reason.code !== 'unwanted';
  if (booting && secondsBetween(instance.launchTime, now) < policy.bootDeadline) return NOTHING;
  return { do: 'announce-stop', at: stopInstant(policy, now), id: instance.id };
}

function namingOthers(reason: Reason, others: readonly Instance[]): Reason {
  const unnamed = others.filter(({ id }) => !reason.text.includes(id));
  if (unnamed.length === 0) return reason;
  const names = unnamed.map(({ id, state }) => `${id} (${state})`).join(', ');
  const text = `${reason.text}; left alone although tagged as this target: ${names}; terminate it or correct its tags`;
  return { ...reason, text };
}
