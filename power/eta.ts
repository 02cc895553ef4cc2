import type { PowerState, Transition } from './items.ts';
import { median } from './median.ts';
import { later } from './time.ts';

/** Seconds that a wake is expected to take while none is known. */
const FIRST_GUESS = 90;

/** Seconds from a stop to the next start: EC2's stop and the rest of a tick. A guess; only a wake during a stop shows it. */
const STOPPING_TAKES = 60;

/**
 * When the target is expected to be online, by the median of its past wakes; undefined unless it is on its way there.
 * It may lie in the past: then this wake takes longer than usual, which callers can show.
 */
export function etaOf(
  { state, since, awake }: { readonly state: PowerState; readonly since: string; readonly awake: boolean },
  history: readonly Transition[],
): string | undefined {
  if (state === 'booting') return later(since, medianWake(history));
  if (state === 'stopping' && awake) return later(since, STOPPING_TAKES + medianWake(history));
  return undefined;
}

function medianWake(history: readonly Transition[]): number {
  const total = median(history.flatMap(({ timings }) => timings?.total ?? []));
  return total === undefined ? FIRST_GUESS : total / 1000;
}
