import type { StartTrouble } from './items.ts';
import type { Policy } from './policy.ts';
import type { Instance, StartRefusal } from './target/target.ts';
import { isAfter, later } from './time.ts';

/** Refusals for want of capacity until another size is tried: capacity often returns within minutes. */
const OWN_ATTEMPTS = 3;

/** Seconds until the first attempt after a refusal; doubled by each further one, and at most the last figure. */
const BACK_OFF = { first: 30, longest: 900 };

/** The next start: with which size, and not before when. */
export interface StartPlan {
  readonly size: string;
  readonly notBefore?: string;
}

/**
 * How to start an instance that AWS may have refused to start before: later each time, and after three attempts with its own
 * size with the fallback sizes in turn, its own among them.
 *
 * @param askedAt - when somebody last asked for it; whoever asks after a refusal is not made to wait out the long pauses
 */
export function startPlan(
  trouble: StartTrouble | undefined,
  policy: Policy,
  instance: Instance,
  askedAt?: string,
): StartPlan {
  const own = ownSize(policy, instance);
  if (!trouble) return { size: own };
  const anew = askedAt !== undefined && isAfter(askedAt, trouble.at);
  return {
    size: sizeAfter(trouble, policy, own),
    notBefore: later(trouble.at, anew ? BACK_OFF.first : backOff(trouble.refusals)),
  };
}

/** The size that the deploy gave it. Another one than the fallback sizes was chosen by somebody else, and counts as its own. */
export function ownSize({ size, fallbackSizes }: Policy, { type }: Instance): string {
  return size !== undefined && fallbackSizes.includes(type) ? size : type;
}

/** What is known of refused starts after one more. */
export function refusedAgain(
  trouble: StartTrouble | undefined,
  { refused: code, text }: StartRefusal,
  now: Date,
): StartTrouble {
  return { refusals: (trouble?.refusals ?? 0) + 1, at: now.toISOString(), code, text };
}

/** A start that AWS accepted and then gave up on: it counts as refused, once. */
export function newFailedStart(
  trouble: StartTrouble | undefined,
  { stopped, launchTime }: Instance,
): StartRefusal | undefined {
  if (stopped?.by !== 'failed-start' || (trouble && !isAfter(launchTime, trouble.at))) return undefined;
  return { refused: 'start-failed', text: stopped.why };
}

function sizeAfter({ refusals, code }: StartTrouble, { fallbackSizes }: Policy, own: string): string {
  // Other sizes help against want of capacity alone: not against a quota, nor against a key that may not be used.
  if (code !== 'no-capacity' || refusals < OWN_ATTEMPTS) return own;
  const others = fallbackSizes.filter((size) => size !== own);
  return [...others, own][(refusals - OWN_ATTEMPTS) % (others.length + 1)] ?? own;
}

function backOff(refusals: number): number {
  return Math.min(BACK_OFF.first * 2 ** (refusals - 1), BACK_OFF.longest);
}
