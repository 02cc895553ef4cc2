import type { TransitionReason } from './events.ts';
import { type Failure, TREATMENTS } from './failure.ts';
import type { BalancerSettings } from './options.ts';

/**
 * The breaker of one partition: what is known of its health. Immutable; time is passed in.
 *
 * `period` changes with each opening and each closing. A report of what was sent in an earlier period says nothing of
 * this one: of thousands of requests in flight when a breaker opens, none can close it or open it for longer.
 */
export type Breaker =
  | { readonly state: 'closed'; readonly period: number; readonly failures: number }
  | {
      readonly state: 'open';
      readonly period: number;
      /** From when on a record may probe. */
      readonly dueAt: number;
      /** How long it was opened for. */
      readonly delay: number;
    }
  | { readonly state: 'half-open'; readonly period: number; readonly delay: number };

export type Limits = Pick<BalancerSettings, 'failureThreshold' | 'openMs' | 'maxOpenMs'>;

export function newBreaker(): Breaker {
  return { state: 'closed', period: 0, failures: 0 };
}

/** Whether the next record may probe. */
export function isDue(breaker: Breaker, now: number): breaker is Breaker & { state: 'open' } {
  return breaker.state === 'open' && now >= breaker.dueAt;
}

/** The one probe begins. */
export function probe(breaker: Breaker & { state: 'open' }): Breaker {
  return { state: 'half-open', period: breaker.period, delay: breaker.delay };
}

/** Opens it, or leaves it as it is if it is not closed. */
export function opened(breaker: Breaker, now: number, { openMs }: Limits): Breaker {
  if (breaker.state !== 'closed') return breaker;
  return { state: 'open', period: breaker.period + 1, dueAt: now + openMs, delay: openMs };
}

export function closed(breaker: Breaker): Breaker {
  return { state: 'closed', period: breaker.period + 1, failures: 0 };
}

/** What kept it open is gone, perhaps: the next record may probe. */
export function hurried(breaker: Breaker, now: number): Breaker {
  return breaker.state === 'open' ? { ...breaker, dueAt: Math.min(breaker.dueAt, now) } : breaker;
}

/** After an acknowledgement of something that was sent in this period. */
export function afterSuccess(breaker: Breaker): Breaker {
  if (breaker.state !== 'closed') return closed(breaker);
  return breaker.failures === 0 ? breaker : { ...breaker, failures: 0 };
}

/**
 * After a failure of something that was sent in this period.
 *
 * @param wasProbe whether that was the probe
 */
export function afterFailure(
  breaker: Breaker,
  { kind }: Failure,
  wasProbe: boolean,
  now: number,
  limits: Limits,
): Breaker {
  const { counts, again } = TREATMENTS[kind];
  switch (breaker.state) {
    case 'open':
      return breaker;
    case 'half-open':
      if (!wasProbe) return breaker;
      return counts === 'no' ? afterVainProbe(breaker, again, now) : afterProbe(breaker, now, limits);
    case 'closed': {
      if (counts === 'no') return breaker;
      const failures = breaker.failures + 1;
      const enough = counts === 'once' || failures >= limits.failureThreshold;
      return enough ? opened(breaker, now, limits) : { ...breaker, failures };
    }
  }
}

/** Why a failure opened a breaker that was like this before. */
export function reasonToOpen(before: Breaker, { kind }: Failure): TransitionReason {
  const { counts } = TREATMENTS[kind];
  if (before.state === 'half-open') return counts === 'no' ? 'probe-inconclusive' : 'probe-failed';
  return counts === 'once' ? 'connection-lost' : 'failures';
}

function afterProbe(
  { period, delay }: Breaker & { state: 'half-open' },
  now: number,
  { maxOpenMs }: Limits,
): Breaker {
  const longer = Math.min(2 * delay, maxOpenMs);
  return { state: 'open', period: period + 1, dueAt: now + longer, delay: longer };
}

/**
 * The probe said nothing of the partition's health.
 *
 * @param again whether that record is sent again: then it must not be the next probe at once, and again, and again
 */
function afterVainProbe(
  { period, delay }: Breaker & { state: 'half-open' },
  again: boolean,
  now: number,
): Breaker {
  return { state: 'open', period, dueAt: again ? now + delay : now, delay };
}
