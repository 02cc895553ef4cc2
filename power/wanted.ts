import { type OpenWindow, openWindow } from './calendar/open-window.ts';
import type { Facts } from './facts.ts';
import { type ForeignStop, foreignStop } from './foreign-stop.ts';
import { isStale } from './is-stale.ts';
import type { ActivityReport, Lease, Wish } from './items.ts';
import type { Policy } from './policy.ts';
import type { Reason, WantedCode } from './reason.ts';
import { standingIntent } from './stop-intent.ts';
import type { Instance } from './target/target.ts';
import { durationText, instantText, isAfter, latest, secondsBetween } from './time.ts';

/** Whether the target should be awake, and why. */
export interface Wanted {
  readonly awake: boolean;
  readonly reason: Reason;
  /** When somebody, or the calendar, last asked for it, if that is why it should be awake. */
  readonly askedAt?: string;
}

/**
 * What people asked for comes first: hold-off before hold-on before leases before windows. Then how long it is up, and
 * last its use.
 */
export function wanted(facts: Facts, policy: Policy, now: Date): Wanted {
  const { wish, instance } = facts;
  if (wish?.hold === 'off') return no('held-off', heldOffText(wish, now));
  const asked = askedFor(facts, policy, now);
  const stop = foreignStop(facts);
  const standing = asked.filter(({ since }) => stop === undefined || isAfter(since, stop.at));
  const [first] = standing;
  if (first) {
    const askedAt = standing.map(({ since }) => since).reduce(latest);
    return { awake: true, reason: first.reason, askedAt };
  }
  if (stop) return no('stopped-by-other-means', stoppedText(stop, asked[0], now));
  if (instance?.state !== 'running' && instance?.state !== 'pending')
    return no('unwanted', 'nobody wants it awake');
  return wantedAsItIs(facts, policy, instance, now);
}

/** Something by which it should be awake, asked for at `since`. */
interface Asked {
  readonly since: string;
  readonly reason: Reason;
}

function askedFor({ wish, leases }: Facts, { windows }: Policy, now: Date): Asked[] {
  const open = openWindow(windows, now);
  return [
    ...(wish?.hold === 'on' ? [{ since: wish.at, reason: because('held-on', heldOnText(wish, now)) }] : []),
    ...leases.map((lease) => ({ since: lease.at, reason: because('leased', leasedText(lease, now)) })),
    ...(open ? [{ since: open.since, reason: because('window', windowText(open, now)) }] : []),
  ];
}

/** What nobody asked for: it is up and perhaps used. */
function wantedAsItIs(facts: Facts, policy: Policy, { launchTime }: Instance, now: Date): Wanted {
  const { minAwake, maxAwake, maxAwakeAction } = policy;
  const awakeFor = durationText(secondsBetween(launchTime, now));
  if (maxAwakeAction === 'stop' && secondsBetween(launchTime, now) >= maxAwake)
    return no('max-awake', `awake for ${awakeFor}, stopped after ${durationText(maxAwake)}`);
  const upFor = secondsBetween(latest(launchTime, facts.report?.detail.boot?.readyAt ?? launchTime), now);
  if (upFor < minAwake) {
    const least = `stays awake for at least ${durationText(minAwake)}`;
    return yes('minimum-awake', `up for ${durationText(upFor)}, ${least}`);
  }
  if (policy.reports === 'none') return no('unwanted', 'no hold, no lease and no window keeps it awake');
  return wantedByUse(facts, policy, now);
}

/** Unknown is not idle. Once a stop was announced for a known reason, though, silence does not take it back. */
function wantedByUse(facts: Facts, policy: Policy, now: Date): Wanted {
  const { report, unknown } = facts;
  if (!report || isStale(report, now) || !(report.ready || report.stopped) || unknown !== undefined) {
    const intent = standingIntent(facts);
    if (intent) return { awake: false, reason: intent.reason };
    return yes('unknown-use', `kept awake because its use is unknown: ${unknown ?? whyUnknown(report, now)}`);
  }
  // By the host's own clock alone, since clocks may disagree. A little late, therefore, and never early.
  const unusedFor = secondsBetween(report.lastUsedAt, report.at);
  const sleepsAfter = `sleeps after ${durationText(policy.idleAfter)}`;
  if (unusedFor < policy.idleAfter) {
    const use = report.detail.use ? ` (${report.detail.use})` : '';
    return yes('used', `last used ${durationText(unusedFor)} ago${use}, ${sleepsAfter}`);
  }
  const lag = lagText(report, policy);
  if (lag) return yes('lagging', `unused for ${durationText(unusedFor)}, but ${lag}`);
  return no('idle', `unused for ${durationText(unusedFor)}, ${sleepsAfter}`);
}

function whyUnknown(report: ActivityReport | undefined, now: Date): string {
  if (!report) return 'the host has not reported since it started';
  const age = durationText(secondsBetween(report.at, now));
  return isStale(report, now) ? `the host's last report is ${age} old` : 'the host is not ready';
}

/** Empty if no group lags that is waited for. */
function lagText({ lag = {} }: ActivityReport, { waitForLag }: Policy): string {
  const lagging = waitForLag.flatMap((group) => {
    const records = lag[group] ?? 0;
    return records > 0 ? [`group ${group} has ${records} records left to read`] : [];
  });
  return lagging.join(', ');
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

function windowText({ window: { days, from, to, timeZone }, until }: OpenWindow, now: Date): string {
  const end = until ? `until ${instantText(until, now)}` : 'always';
  return `awake by the calendar ${end} (${days.join(' ')} ${from}-${to} ${timeZone})`;
}

function stoppedText({ at, why }: ForeignStop, asked: Asked | undefined, now: Date): string {
  const despite = asked ? `, although ${asked.reason.text}` : '';
  return `stopped by other means at ${instantText(at, now)} (${why}); it sleeps until somebody wakes it${despite}`;
}

function because(code: WantedCode, text: string): Reason {
  return { code, text };
}

function yes(code: WantedCode, text: string): Wanted {
  return { awake: true, reason: { code, text } };
}

function no(code: WantedCode, text: string): Wanted {
  return { awake: false, reason: { code, text } };
}
