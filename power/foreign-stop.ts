import type { Facts } from './facts.ts';
import type { StopIntent, Transition } from './items.ts';
import type { Instance } from './target/target.ts';
import { isAfter } from './time.ts';

/** A stop that is not ours. */
export interface ForeignStop {
  /** When somebody called for it. */
  readonly at: string;
  /** In EC2's words. */
  readonly why: string;
}

/**
 * The stop that somebody called for in the console, by the command line or with a deploy; undefined if it was ours, or if
 * AWS stopped the instance for reasons of its own.
 *
 * Such a stop is an order as good as any: it outranks what was asked for before it, and whoever asks after it outranks it.
 * So a manual stop sticks, and CloudFormation can stop a host, change its size and start it again while a lease stands.
 */
export function foreignStop({ instance, intent, recorded }: Facts): ForeignStop | undefined {
  const stop = stopOnRequest(instance);
  if (instance === undefined || stop === undefined) return undefined;
  const { id, launchTime } = instance;
  const isCommitted = intent?.instance === id && isCommittedSince(intent, launchTime);
  return isCommitted || tellsOfOurs(recorded, launchTime) ? undefined : stop;
}

/** What a transition keeps of that; also while the instance is not to be seen. */
export function keptStop(facts: Facts): Pick<Transition, 'stop'> {
  const { instance, recorded } = facts;
  if (instance === undefined) return recorded?.stop === undefined ? {} : { stop: recorded.stop };
  const stop = stopOnRequest(instance);
  return stop === undefined ? {} : { stop: { at: stop.at, foreign: foreignStop(facts) !== undefined } };
}

/** The stop that anybody, we included, called for; undefined if the instance runs. */
function stopOnRequest(instance: Instance | undefined): ForeignStop | undefined {
  if (instance?.state !== 'stopping' && instance?.state !== 'stopped') return undefined;
  const { stopped } = instance;
  return stopped?.by === 'user' && stopped.at !== undefined
    ? { at: stopped.at, why: stopped.why }
    : undefined;
}

function isCommittedSince({ committed }: StopIntent, launchTime: string): boolean {
  return committed !== undefined && isAfter(committed, launchTime);
}

/** Whether the newest transition shows that the stop which ended the run since `launchTime` was ours. */
function tellsOfOurs(recorded: Transition | undefined, launchTime: string): boolean {
  if (recorded === undefined) return false;
  const { stop, to, at, reason } = recorded;
  // What ended a former run says nothing of this one, even if it was written down during this one.
  if (stop !== undefined) return !stop.foreign && !isAfter(launchTime, stop.at);
  const isAnnounced = to === 'stopping' && reason.code !== 'stopped-by-other-means';
  return isAnnounced && !isAfter(launchTime, at);
}
