import type { Facts } from './facts.ts';
import type { StopIntent } from './items.ts';
import type { Policy } from './policy.ts';
import { isStoppable } from './target/target.ts';
import { isAfter, later, secondsBetween } from './time.ts';

/** Seconds after the announced instant at which a host that does not answer is stopped all the same. */
const ANSWER_WITHIN = 120;

/**
 * Seconds that a reaper has from taking a stop upon itself until EC2 shows it; more than any of our functions may run.
 * A commitment older than that whose instance still runs was not kept, and counts no more.
 */
const COMMITTED_FOR = 60;

/** When to stop, so that the agent, which looks each `reportEvery` seconds, has seen it by then; at once where nobody looks. */
export function stopInstant({ reports, reportEvery }: Policy, now: Date): string {
  return later(now, reports === 'none' ? 0 : 1.5 * reportEvery);
}

/** The intent, if it concerns this run of this instance; not that of a stop which is over. */
export function standingIntent({ intent, instance }: Facts): StopIntent | undefined {
  if (intent === undefined || instance === undefined) return undefined;
  if (!isStoppable(instance) && instance.state !== 'stopping') return undefined;
  const concerned =
    intent.instance === instance.id && !isAfter(instance.launchTime, intent.committed ?? intent.at);
  return concerned ? intent : undefined;
}

/** Whether somebody is calling StopInstances right now. */
export function isCommitted(intent: StopIntent, now: Date): boolean {
  return intent.committed !== undefined && secondsBetween(intent.committed, now) < COMMITTED_FOR;
}

/**
 * Whether the instance may be stopped: at the announced instant once the host said it is done, or has not answered. From
 * one that never reports no answer is awaited.
 */
export function isDue(intent: StopIntent, { report }: Facts, { reports }: Policy, now: Date): boolean {
  const over = secondsBetween(intent.stop, now);
  const answered = reports === 'none' || report?.stopped !== undefined;
  return over >= 0 && (answered || over >= ANSWER_WITHIN);
}
