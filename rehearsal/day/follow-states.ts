import type { TimelineEntry } from '../../power/api/api.ts';
import type { RehearsalHandle } from '../rehearsal.ts';
import { until } from '../until.ts';
import type { Timeline } from './timeline.ts';

/** Tells a timeline of each state that the environment says it is in. */
export interface StateFollower {
  /**
   * Looks until the host is in this state, telling of every transition on the way.
   *
   * @returns the transition into that state
   * @throws RehearsalError 'timed-out'.
   */
  until(state: string): Promise<TimelineEntry>;
}

/** @param patience milliseconds for one wait */
export function followStates(
  { status, signal }: Pick<RehearsalHandle, 'status' | 'signal'>,
  timeline: Timeline,
  patience: number,
): StateFollower {
  let toldUpTo = '';
  let latest: TimelineEntry | undefined;

  /** Transitions since the last look, oldest first. */
  async function look(): Promise<TimelineEntry[]> {
    const news = (await status()).timeline.filter(({ at }) => at > toldUpTo).reverse();
    for (const transition of news) {
      timeline.tell(transition.to, transition.reason, Date.parse(transition.at));
      toldUpTo = transition.at;
      latest = transition;
    }
    return news;
  }

  return {
    until: (state) =>
      until(async () => (await look()).find(({ to }) => to === state), {
        what: `the host is ${state} (it is ${latest?.to ?? 'not known yet'})`,
        timeout: patience,
        every: 300,
        signal,
      }),
  };
}
