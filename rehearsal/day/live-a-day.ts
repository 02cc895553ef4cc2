import type { RehearsalHandle } from '../rehearsal.ts';
import { describeParts } from './describe-parts.ts';
import { followStates } from './follow-states.ts';
import type { Timeline } from './timeline.ts';
import { useKafka } from './use-kafka.ts';

/** No step of a rehearsed day takes longer, or something is wrong. Milliseconds. */
const PATIENCE = 90_000;

/** What a day showed, in figures. Milliseconds. */
export interface DayFigures {
  /** From the request to the first record through Kafka. */
  readonly wake: number;
  readonly parts: Readonly<Record<string, number>>;
}

/**
 * Lives one day of an environment: the host is idle and falls asleep, somebody wakes it, uses it, leaves it, and it
 * falls asleep again.
 *
 * @throws RehearsalError 'timed-out' when something does not come about.
 */
export async function liveADay(rehearsal: RehearsalHandle, timeline: Timeline): Promise<DayFigures> {
  const { power, kafka } = rehearsal;
  const states = followStates(rehearsal, timeline, PATIENCE);
  await states.until('online');
  await states.until('asleep');

  const requested = Date.now();
  await power.wake('the rehearsal wants to show it');
  timeline.tell('wake', `POST /wake, answered after ${Date.now() - requested} ms`, requested);
  const online = await states.until('online');
  // The total counts from EC2's launch time, which is in whole seconds; the caller's own clock is better.
  const { total, ...parts } = online.timings ?? {};
  timeline.tell('', `parts of this boot: ${describeParts(parts)}`);

  const used = await useKafka(await kafka());
  timeline.tell('used', `${used.records} records written and read back, ${used.committed} offsets committed`);
  await states.until('asleep');
  return { wake: Date.parse(online.at) - requested, parts };
}
