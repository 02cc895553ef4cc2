import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../../rehearsal/until.ts';
import { mend, type Planned, planRound, type Stage, strike } from './faults.ts';
import { startSenders } from './keyed-senders.ts';
import { readTopic } from './read-topic.ts';
import { type Verdict, verdictOn } from './verdict.ts';

/** Until what was buffered is delivered, however busy the machine is. Milliseconds. */
const PATIENCE = 120_000;

export interface RoundProps {
  readonly stage: Stage;
  /** The topic that the collector sends to; nobody else does. */
  readonly topic: string;
  /** 0 to 1; decides what happens when. */
  readonly random: () => number;
  readonly strikes: number;
  /** Senders, each with a key of its own. */
  readonly keys: number;
}

/** What a round showed. */
export interface RoundResult extends Verdict {
  readonly faults: readonly string[];
  readonly answers: Readonly<Record<string, number>>;
}

/** Sends events while processes are killed, lets everything come back, and holds what arrived against what was promised. */
export async function liveThroughRound({
  stage,
  topic,
  random,
  strikes,
  keys,
}: RoundProps): Promise<RoundResult> {
  const senders = startSenders(stage.collector.url, keys);
  const faults: string[] = [];
  const suffer = async (planned: readonly Planned[]) => {
    for (const { fault, after, lasts } of planned) {
      await sleep(after);
      await strike(fault, stage);
      faults.push(fault);
      await sleep(lasts);
      await mend(fault, stage);
    }
  };
  try {
    await Promise.all([...planRound(random, strikes).values()].map(suffer));
    await senders.stop();
  } finally {
    await senders.abandon();
  }
  await untilDelivered(stage);
  const read = await readTopic(stage.kafka.bootstrap, topic);
  return { ...verdictOn(senders.acknowledged, read), faults, answers: senders.answers };
}

async function untilDelivered({ collector }: Stage): Promise<void> {
  await until(
    async () => {
      const { mode, pending } = await collector.status();
      return (mode === 'direct' && isNothing(pending)) || undefined;
    },
    { what: 'everything that was buffered is delivered', timeout: PATIENCE },
  );
}

function isNothing(pending: unknown): boolean {
  return typeof pending === 'object' && pending !== null && 'events' in pending && pending.events === 0;
}
