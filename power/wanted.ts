import type { Facts } from './facts.ts';
import type { ActivityReport, Lease, Wish } from './items.ts';
import type { Policy } from './policy.ts';
import type { Reason, WantedCode } from './reason.ts';
import { standingIntent } from './stop-intent.ts';
import { durationText, instantText, secondsBetween } from './time.ts';

/** Seconds after which a report says nothing about the present any more; a host reports each minute at the least. */
const STALE_AFTER = 180;

/** Whether the target should be awake, and why. */
export interface Wanted {
  readonly awake: boolean;
  readonly reason: Reason;
}

/** What people asked for comes first, hold-off before hold-on before leases; then the minimum awake; then use. */
export function wanted(facts: Facts, policy: Policy, now: Date): Wanted {
  const { wish, lease, instance } = facts;
  if (wish?.hold === 'off') return no('held-off', heldOffText(wish, now));
  if (wish?.hold === 'on') return yes('held-on', heldOnText(wish, now));
  if (lease) return yes('leased', leasedText(lease, now));
  if (instance?.state !== 'running' && instance?.state !== 'pending')
    return no('unwanted', 'nobody wants it awake');
  const up = facts.report?.detail.boot?.readyAt ?? instance.launchTime;
  const upFor = secondsBetween(up, now);
  if (upFor < policy.minAwake) {
    return yes(
      'minimum-awake',
      `up for ${durationText(upFor)}, stays awake for at least ${durationText(policy.minAwake)}`,
    );
  }
  return wantedByUse(facts, policy, now);
}

/** Unknown is not idle. Once a stop was announced for a known reason, though, silence does not take it back. */
function wantedByUse(facts: Facts, policy: Policy, now: Date): Wanted {
  const { report } = facts;
  if (!report || isStale(report, now) || !(report.ready || report.stopped)) {
    const intent = standingIntent(facts);
    if (intent) return { awake: false, reason: intent.reason };
    return yes('unknown-use', `kept awake because its use is unknown: ${whyUnknown(report, now)}`);
  }
  const unusedFor = secondsBetween(report.lastUsedAt, now);
  const sleepsAfter = `sleeps after ${durationText(policy.idleAfter)}`;
  if (unusedFor >= policy.idleAfter)
    return no('idle', `unused for ${durationText(unusedFor)}, ${sleepsAfter}`);
  const use = report.detail.use ? ` (${report.detail.use})` : '';
  return yes('used', `last used ${durationText(unusedFor)} ago${use}, ${sleepsAfter}`);
}

/** Whether a report is too old to say anything about the present. */
export function isStale(report: ActivityReport, now: Date): boolean {
  return secondsBetween(report.at, now) > STALE_AFTER;
}

function whyUnknown(report: ActivityReport | undefined, now: Date): string {
  if (!report) return 'the host has not reported since it started';
  const age = durationText(secondsBetween(report.at, now));
  return isStale(report, now) ? `the host's last report is ${age} old` : 'the host is not ready';
}

function heldOffText({ by, at, holdUntil }: Wish, now: Date): string {
  const lifter = by === 'person' ? 'a person' : 'a person or a service';
  const end = holdUntil ? `until ${instantText(holdUntil, now)}` : `until ${lifter} wakes it`;
  return `put to sleep by a ${by} at ${instantText(at, now)}, ${end}`;
}

function heldOnText({ by, holdUntil }: Wish, now: Date): string {
  return `held awake by a ${by} ${holdUntil ? `until ${instantText(holdUntil, now)}` : 'without an end'}`;
}

function leasedText({ by, until, reason }: Lease, now: Date): string {
  return `wanted awake by a ${by} until ${instantText(until, now)}${reason && ` (${reason})`}`;
}

function yes(code: WantedCode, text: string): Wanted {
  return { awake: true, reason: { code, text } };
}

function no(code: WantedCode, text: string): Wanted {
  return { awake: false, reason: { code, text } };
}
