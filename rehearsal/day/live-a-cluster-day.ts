import type { MemberSituation } from '../../power/situation.ts';
import type { RehearsalHandle } from '../rehearsal.ts';
import { until } from '../until.ts';
import { completeArrival } from './complete-arrival.ts';
import { describeParts } from './describe-parts.ts';
import { followStates } from './follow-states.ts';
import { interruptOne, membersOf } from './interrupt-one.ts';
import { keyNames } from './numbered-events.ts';
import type { Timeline } from './timeline.ts';
import { makeTopic } from './traffic/make-topic.ts';
import { startReader } from './traffic/reader.ts';
import { startSenders } from './traffic/senders.ts';
import { untilInSync } from './until-in-sync.ts';

/** No step of a rehearsed day takes longer, or something is wrong. Milliseconds. */
const PATIENCE = 120_000;

const TOPIC = 'rehearsal';
const KEYS = 12;

/** What a day showed, in milliseconds. */
export interface ClusterDayFigures {
  /** What a producer waited longest for an acknowledgement while a broker was interrupted and replaced. */
  readonly longestWait: number;
  /** From the notice until all replicas were in sync again. */
  readonly whole: number;
  /** From the wake to the first record. */
  readonly wake: number;
}

/**
 * Lives one day of a cluster: it wakes, producers and consumers come, EC2 takes an instance back under load, the broker
 * moves to another instance with its volume, the load ends, the cluster falls asleep as a whole, and wakes again.
 *
 * @throws RehearsalError 'timed-out' when something does not come about, such as that all records are read, in order;
 * 'no-machine' when no broker is on spot.
 */
export async function liveAClusterDay(
  rehearsal: RehearsalHandle,
  timeline: Timeline,
): Promise<ClusterDayFigures> {
  const { signal } = rehearsal;
  const states = followStates(rehearsal, timeline, PATIENCE);
  await rehearsal.ask('POST', '/wake');
  await states.until('online');
  timeline.tell('', describeMembers(await membersOf(rehearsal)));

  const bootstrap = (await rehearsal.kafka()).split(',');
  const inSync = () => untilInSync(bootstrap, { timeout: PATIENCE, signal });
  const { longestWait, whole } = await underLoad(rehearsal, timeline, bootstrap, inSync);

  await states.until('asleep');
  const woken = Date.now();
  await rehearsal.ask('POST', '/wake');
  const online = await states.until('online');
  const { total, ...parts } = online.timings ?? {};
  timeline.tell('', `parts of this boot: ${describeParts(parts)}`);
  await inSync();
  timeline.tell('whole', 'every replica is in sync');
  await states.until('asleep');
  return { longestWait, whole, wake: Date.parse(online.at) - woken };
}

/** Interrupts one broker while applications send and read, and holds what they read against what was acknowledged. */
async function underLoad(
  rehearsal: RehearsalHandle,
  timeline: Timeline,
  bootstrap: readonly string[],
  inSync: () => Promise<true>,
): Promise<Pick<ClusterDayFigures, 'longestWait' | 'whole'>> {
  await makeTopic(bootstrap, TOPIC);
  const reader = startReader(bootstrap, TOPIC);
  const senders = startSenders(bootstrap, TOPIC, keyNames(KEYS));
  try {
    await until(async () => reader.arrived.length > 0 || undefined, {
      what: 'the first record is read',
      timeout: PATIENCE,
      signal: rehearsal.signal,
    });
    await inSync();
    timeline.tell('traffic', `records of ${KEYS} keys are sent and read; every replica is in sync`);
    senders.lap();
    const whole = await interruptOne(rehearsal, timeline, inSync);
    const { records, longestWait } = senders.lap();
    timeline.tell(
      'traffic',
      `meanwhile ${records} records were acknowledged, the slowest after ${(longestWait / 1000).toFixed(2)} s`,
    );
    const sent = await senders.stop();
    const { events, repeats } = await until(async () => completeArrival(sent, reader.arrived, PATIENCE), {
      what: 'all records are read, in order',
      timeout: PATIENCE,
      signal: rehearsal.signal,
    });
    timeline.tell('read', `all ${events} records, those of each key in order, ${repeats} repeated`);
    return { longestWait, whole };
  } finally {
    await Promise.all([senders.stop(), reader.close()]);
  }
}

function describeMembers(members: readonly MemberSituation[]): string {
  return members
    .map(({ node, id, type, zone, market }) => `broker ${node}: ${id}, ${type}, ${zone}, ${market}`)
    .join('; ');
}
