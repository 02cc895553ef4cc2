import type { Transition } from './items.ts';
import { latest, secondsBetween } from './time.ts';

/** What a stretch of history comes to. */
export interface HistoryTotal {
  /** When the oldest of the transitions was. */
  readonly since?: string;
  /** How often it went to `booting`. */
  readonly wakes: number;
  /** Seconds that it was not asleep, and so was paid for by the hour. */
  readonly awake: number;
}

/** @param history - newest first */
export function historyTotal(history: readonly Transition[], now: Date): HistoryTotal {
  const until = now.toISOString();
  const awake = history
    // Blocked may be stopped or running; what runs costs, so it counts as awake.
    .filter(({ to }) => to !== 'asleep')
    .map(({ at, left }) => secondsBetween(at, left ?? latest(until, at)));
  return {
    since: history.at(-1)?.at,
    wakes: history.filter(({ to }) => to === 'booting').length,
    awake: Math.round(awake.reduce((sum, seconds) => sum + seconds, 0)),
  };
}
