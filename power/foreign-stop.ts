import type { Facts } from './facts.ts';
import type { StopIntent, Transition } from './items.ts';
import type { ReasonCode } from './reason.ts';
import { isAfter } from './time.ts';

/** A stop that is not ours. */
export interface ForeignStop {
  /** When somebody called for it. */
  readonly at: string;
  /** In EC2's words. */
  readonly why: string;
}

/** States by which a stopped instance is known to have stopped because of us, or to have been wanted since. */
const OURS: readonly ReasonCode[] = ['no-capacity', 'quota', 'start-failed'];

/**
 * The stop that somebody called for in the console, by the command line or with a deploy; undefined if it was ours, or if
 * AWS stopped the instance for reasons of its own.
 *
 * Such a stop is an order as good as any: it outranks what was asked for before it, and whoever asks after it outranks it.
 * So a manual stop sticks, and CloudFormation can stop a host, change its size and start it again while a lease stands.
 */
export function foreignStop({ instance, intent, recorded }: Facts): ForeignStop | undefined {
  if (instance?.state !== 'stopping' && instance?.state !== 'stopped') return undefined;
  const { stopped } = instance;
  if (stopped?.by !== 'user' || stopped.at === undefined) return undefined;
  if (intent?.instance === instance.id && isCommittedSince(intent, instance.launchTime)) return undefined;
  // What was recorded before this run tells nothing of its end.
  const known = recorded && !isAfter(instance.launchTime, recorded.at) && tellsOfOurs(recorded);
  return known ? undefined : { at: stopped.at, why: stopped.why };
}

function tellsOfOurs({ to, foreignStop: foreign, reason: { code } }: Transition): boolean {
  if (foreign !== undefined) return !foreign;
  if (to === 'stopping' || to === 'asleep') return code !== 'stopped-by-other-means';
  return OURS.includes(code);
}

function isCommittedSince({ committed }: StopIntent, launchTime: string): boolean {
  return committed !== undefined && isAfter(committed, launchTime);
}

/** What a transition keeps of that; also while the instance is not to be seen. */
export function keptForeignStop(facts: Facts): Pick<Transition, 'foreignStop'> {
  const { instance, recorded } = facts;
  if (instance === undefined)
    return recorded?.foreignStop === undefined ? {} : { foreignStop: recorded.foreignStop };
  if (instance.state !== 'stopping' && instance.state !== 'stopped') return {};
  return { foreignStop: foreignStop(facts) !== undefined };
}
