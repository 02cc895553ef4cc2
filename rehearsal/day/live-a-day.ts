import type { CollectorStatus } from '../../collector/status/collector-status.ts';
import type { RehearsalHandle } from '../rehearsal.ts';
import { untilBooted } from '../until-booted.ts';
import { describeParts } from './describe-parts.ts';
import { followStates } from './follow-states.ts';
import { type Counts, keyNames } from './numbered-events.ts';
import { type Posted, postEvents } from './post-events.ts';
import { readBack } from './read-back.ts';
import type { Timeline } from './timeline.ts';
import { untilCollector } from './until-collector.ts';

/** No step of a rehearsed day takes longer, or something is wrong. Milliseconds. */
const PATIENCE = 90_000;

const KEYS = 10;
/** Events of each key while Kafka sleeps, and once it is up. */
const ASLEEP = 30;
const AWAKE = 5;

/** What a day showed, in figures. Milliseconds. */
export interface DayFigures {
  /** From the first event to the first record through Kafka. */
  readonly wake: number;
  readonly parts: Readonly<Record<string, number>>;
}

/**
 * Lives one day of an environment: Kafka is idle and falls asleep; events come, which the collector keeps and wakes Kafka
 * for; once it is up they are drained and read from it; it is left alone and falls asleep again.
 *
 * @throws RehearsalError 'timed-out' when something does not come about; 'collector-refused'; 'events-differ' when not all
 * events arrived, or out of order.
 */
export async function liveADay(rehearsal: RehearsalHandle, timeline: Timeline): Promise<DayFigures> {
  const over = new AbortController();
  try {
    return await live({ ...rehearsal, signal: AbortSignal.any([rehearsal.signal, over.signal]) }, timeline);
  } finally {
    // When one of two waits has failed, the other would keep the process alive until its patience is over.
    over.abort();
  }
}

async function live(rehearsal: RehearsalHandle, timeline: Timeline): Promise<DayFigures> {
  const { signal } = rehearsal;
  const untilTold = (what: string, tells: (status: CollectorStatus) => boolean) =>
    untilCollector(rehearsal.collector, tells, {
      what: `the collector says that ${what}`,
      timeout: PATIENCE,
      signal,
    });
  const states = followStates(rehearsal, timeline, PATIENCE);
  await states.until('online');
  await untilBooted(rehearsal);
  await states.until('asleep');

  const collector = await rehearsal.collector();
  const began = Date.now();
  const none: Counts = new Map(keyNames(KEYS).map((key) => [key, 0]));
  const keep = async (): Promise<Counts> => {
    const buffered = await postEvents(collector, none, ASLEEP);
    timeline.tell('accepted', `${describe(buffered)}: on Redis' disk`);
    const { buffer } = await untilTold('events wait', (status) => status.buffer.entries > 0);
    timeline.tell('buffered', `they wait in Redis for Kafka, ${buffer.entries} batches`);
    await untilTold('its buffer is drained', ({ mode }) => mode === 'direct');
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    timeline.tell('drained', `all ${buffered.events} are in Kafka, ${seconds} s after the first was posted`);
    return buffered.counts;
  };
  const [online, counts] = await Promise.all([states.until('online'), keep()]);
  // The total counts from EC2's launch time, which is in whole seconds; the caller's own clock is better.
  const { total, ...parts } = online.timings ?? {};
  timeline.tell('', `parts of this boot: ${describeParts(parts)}`);

  const direct = await postEvents(collector, counts, AWAKE);
  timeline.tell('accepted', `${describe(direct)}: acknowledged by Kafka`);
  const { events, repeats } = await readBack(await rehearsal.kafka(), direct.counts, PATIENCE);
  timeline.tell('read', `${events} events from Kafka, those of each key in order, ${repeats} repeated`);
  await states.until('asleep');
  return { wake: Date.parse(online.at) - began, parts };
}

function describe({ events, counts, median, slowest }: Posted): string {
  return `${events} events of ${counts.size} keys, each answered 201 after ${median.toFixed(1)} ms (slowest ${slowest.toFixed(0)} ms)`;
}
