import type { Facts } from './facts.ts';
import { isStale } from './is-stale.ts';
import type { PowerState } from './items.ts';
import type { Policy } from './policy.ts';
import type { Reason, ReasonCode, StateCode } from './reason.ts';
import { startPlan } from './start-plan.ts';
import { standingIntent } from './stop-intent.ts';
import { hostIds, type Instance } from './target/target.ts';
import { durationText, instantText, isAfter, latest, secondsBetween } from './time.ts';
import type { Wanted } from './wanted.ts';

/** How a target is; `because` if that needs another reason than the one why it is wanted or not. */
export interface StateNow {
  readonly state: PowerState;
  readonly because?: Reason;
}

/** The state that the facts show, before anything is done about it. */
export function stateOf(facts: Facts, policy: Policy, wanted: Wanted, now: Date): StateNow {
  const { instance, newer } = facts;
  if (newer.length > 0) {
    return blocked(
      'newer-version',
      `written by a newer version of catnap than this function: ${newer.join(', ')}; nothing is started or stopped until it is deployed anew`,
    );
  }
  if (instance?.unfit !== undefined) {
    return blocked(
      'wrong-instance',
      `${instance.id} carries the tags of this target and cannot be put to sleep: ${instance.unfit}; correct the tags or take another instance`,
    );
  }
  switch (instance?.state) {
    case 'pending':
      return pendingState(facts, instance, policy, now);
    case 'running':
      return runningState(facts, instance, policy, now);
    case 'stopping':
      return stoppingState(facts, wanted);
    case 'stopped':
      return stoppedState(facts, instance, policy, wanted, now);
    default:
      return blocked('no-instance', NO_INSTANCE[policy.kind]);
  }
}

const NO_INSTANCE: Record<Policy['kind'], string> = {
  instance:
    'no instance carries the tags of this target: was it terminated? Its data is on its volume; docs/operations.md says how a new host adopts it',
  brokers:
    'no Auto Scaling group carries the tags of this target: was its stack deleted? The data is on the volumes; deploy the stack again',
};

/** An instance is pending for seconds; a cluster as long as none of its groups can launch an instance. */
function pendingState(facts: Facts, instance: Instance, policy: Policy, now: Date): StateNow {
  if (!instance.cluster) return { state: 'booting' };
  const intent = standingIntent(facts);
  if (intent) return { state: 'stopping', because: intent.reason };
  const pendingFor = secondsBetween(notReadySince(facts, instance, now), now);
  if (pendingFor <= policy.bootDeadline) return { state: 'booting' };
  const failures = instance.cluster.groups.flatMap(({ node, failure }) =>
    failure ? [`broker ${node}: ${failure.text}`] : [],
  );
  return blocked(
    'no-capacity',
    `AWS has launched no instance for ${durationText(pendingFor)}${failures.length > 0 ? ` (${failures.join('; ')})` : ''}; Auto Scaling goes on trying`,
  );
}

function runningState(facts: Facts, instance: Instance, policy: Policy, now: Date): StateNow {
  const { report } = facts;
  const intent = standingIntent(facts);
  if (intent) return { state: 'stopping', because: intent.reason };
  if (policy.reports === 'none') return { state: 'online' };
  if (report?.detail.phase === 'failed') {
    const message =
      report.detail.message ??
      `no message; read the journal of catnap-boot on ${hostIds(instance).join(', ')}`;
    return blocked('boot-failed', `the boot failed: ${message}`);
  }
  if (report && isStale(report, now)) {
    const silence = durationText(secondsBetween(report.at, now));
    return blocked(
      'silent-host',
      `the host has not reported for ${silence}, or its clock is behind by that; kept awake, because unknown is not idle: look at ${hostIds(instance).join(', ')} through Session Manager, or put it to sleep and wake it`,
    );
  }
  if (report?.ready) return { state: 'online' };
  const notReadyFor = secondsBetween(notReadySince(facts, instance, now), now);
  if (notReadyFor <= policy.bootDeadline) return { state: 'booting' };
  const message = report?.detail.message ? `: ${report.detail.message}` : '';
  return blocked(
    'boot-deadline',
    `not ready after ${durationText(notReadyFor)}, the deadline is ${durationText(policy.bootDeadline)}${message}; kept awake: read the journal of ${hostIds(instance).join(', ')} through Session Manager, or put it to sleep and wake it`,
  );
}

/** From when the boot deadline counts: the launch, or the moment at which a host that was up ceased to be ready. */
function notReadySince({ recorded }: Facts, { launchTime }: Instance, now: Date): string {
  if (!recorded || !isAfter(recorded.at, launchTime)) return launchTime;
  if (recorded.to === 'online' || recorded.to === 'stopping') return now.toISOString();
  return recorded.to === 'booting' ? latest(launchTime, recorded.at) : launchTime;
}

function stoppingState({ intent, instance }: Facts, wanted: Wanted): StateNow {
  const why = intent?.reason.text ?? instance?.stopped?.why ?? 'somebody stopped the instance by other means';
  if (wanted.awake) {
    const text = `still stopping (${why}); it is started as soon as it has stopped: ${wanted.reason.text}`;
    return { state: 'stopping', because: { code: 'still-stopping', text } };
  }
  if (intent) return { state: 'stopping', because: intent.reason };
  if (wanted.reason.code === 'stopped-by-other-means') return { state: 'stopping' };
  return { state: 'stopping', because: { code: 'stopped-by-other-means', text: why } };
}

/** Reasons for which a host went to sleep; they go on telling why it sleeps when nobody wants it awake. */
const WHY_ASLEEP: readonly ReasonCode[] = ['idle', 'stopped-by-other-means', 'max-awake'];

function stoppedState(
  { recorded, trouble }: Facts,
  instance: Instance,
  policy: Policy,
  wanted: Wanted,
  now: Date,
): StateNow {
  if (wanted.awake && trouble) {
    const { notBefore, size } = startPlan(trouble, policy, instance, wanted.askedAt);
    const when =
      notBefore && isAfter(notBefore, now) ? `at ${instantText(notBefore, now)}` : 'by the next tick';
    const often = trouble.refusals === 1 ? 'once' : `${trouble.refusals} times`;
    const text = `AWS refused to start it ${often} (${trouble.text}); tried again ${when} as ${size}: ${wanted.reason.text}`;
    return blocked(trouble.code, text);
  }
  // That nobody wants it says less than what had put it to sleep.
  const toldWhy = recorded?.to === 'stopping' || recorded?.to === 'asleep';
  if (wanted.reason.code === 'unwanted' && toldWhy && WHY_ASLEEP.includes(recorded.reason.code)) {
    return { state: 'asleep', because: recorded.reason };
  }
  const { stopped } = instance;
  if (wanted.reason.code === 'unwanted' && stopped && stopped.by !== 'user')
    return { state: 'asleep', because: { code: 'stopped-by-other-means', text: stopped.why } };
  return { state: 'asleep' };
}

function blocked(code: StateCode, text: string): StateNow {
  return { state: 'blocked', because: { code, text } };
}
