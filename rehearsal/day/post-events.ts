import { median } from '../../power/median.ts';
import { RehearsalError } from '../errors.ts';
import { type Counts, numberedEvent } from './numbered-events.ts';

/** How a number of events were taken. */
export interface Posted {
  readonly events: number;
  /** How many of each key there are in all by now. */
  readonly counts: Counts;
  /** Milliseconds from the request to its answer. */
  readonly median: number;
  readonly slowest: number;
}

/**
 * Posts events as an application with so many senders does: one event per request, and of each key the next one when the
 * former has been answered.
 *
 * @param collector its address
 * @param before how many of each key there are already
 * @param each events of each key
 * @throws RehearsalError 'collector-refused' at an answer other than 201.
 */
export async function postEvents(collector: string, before: Counts, each: number): Promise<Posted> {
  const durations: number[] = [];
  const counts = await Promise.all(
    [...before].map(async ([key, first]): Promise<[string, number]> => {
      for (let number = first; number < first + each; number++) {
        const began = performance.now();
        await post(collector, numberedEvent(key, number));
        durations.push(performance.now() - began);
      }
      return [key, first + each];
    }),
  );
  return {
    events: durations.length,
    counts: new Map(counts),
    median: median(durations) ?? 0,
    slowest: Math.max(0, ...durations),
  };
}

async function post(collector: string, event: object): Promise<void> {
  const response = await fetch(`${collector}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (response.status !== 201) {
    throw new RehearsalError('collector-refused', `POST /events answered ${response.status}: ${text}`);
  }
}
