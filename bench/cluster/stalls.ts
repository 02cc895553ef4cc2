import { createTopicsV7, findErrorBy } from '@platformatic/kafka';
import { median } from '../../power/median.ts';
import type { Java } from '../../rehearsal/laptop/laptop.ts';
import type { LocalCluster } from '../processes/cluster.ts';
import { endingAll } from '../processes/ending-all.ts';
import { type Contender, makeContenders } from './contenders.ts';
import { Load } from './load.ts';
import { STRIKES, type Strike, strike } from './strike.ts';

const TOPIC = 'orders';

const PARTITIONS = 12;

/** Records a second: an acknowledgement each 20 ms or so in every partition, which is how exact a stall is measured. */
const RATE = 600;

/** Milliseconds that the broker may take to make the topic. */
const TOPIC_PATIENCE = 30_000;

export interface StallsProps {
  readonly java: Java;
  /** How often each thing is done to each contender. */
  readonly rounds: number;
  readonly print: (line: string) => void;
}

/**
 * Kills and stops brokers of three under load, in turns with Kafka's own time-outs and with ours and last words, and
 * prints how long the producer had to wait. What the machine does meanwhile hits both, so the ratio means more than the
 * figures.
 */
export function measureStalls({ java, rounds, print }: StallsProps): Promise<void> {
  return endingAll(async (started) => {
    const contenders = await makeContenders(java, started);
    const stalls: Stalls = new Map(contenders.map(({ name }) => [name, new Map()]));
    for (let round = 1; round <= rounds; round++) {
      for (const contender of contenders) {
        await oneRound(contender, java, (what, stall, failed) => {
          const of = stalls.get(contender.name);
          of?.set(what, [...(of.get(what) ?? []), stall]);
          print(`round ${round}, ${contender.name}: ${what}, ${stall} ms, ${failed} records given up`);
        });
      }
    }
    table(stalls, print);
  });
}

/** Contender → strike → the longest stall of each round, in milliseconds. */
type Stalls = ReadonlyMap<string, Map<Strike, readonly number[]>>;

/** The brokers run only while it is their turn, since they share the machine. */
async function oneRound(
  contender: Contender,
  java: Java,
  tell: (what: Strike, stall: number, failed: number) => void,
): Promise<void> {
  const { cluster } = contender;
  await cluster.start();
  await makeTopic(cluster);
  const load = new Load({
    java,
    bootstrap: cluster.bootstrap,
    topic: TOPIC,
    partitions: PARTITIONS,
    rate: RATE,
  });
  try {
    await load.untilAllAnswer();
    for (const what of STRIKES) {
      const { stall, failed } = await strike(what, contender, load);
      tell(what, stall, failed);
    }
  } finally {
    await load.stop();
    await Promise.all(cluster.nodes.map((node) => cluster.stop(node)));
  }
}

/** Every partition on every broker; it is there already in all rounds but the first. */
async function makeTopic(cluster: LocalCluster): Promise<void> {
  const broker = cluster.connect(1);
  const topic = {
    name: TOPIC,
    numPartitions: PARTITIONS,
    replicationFactor: -1,
    assignments: [],
    configs: [],
  };
  try {
    await broker.ask(createTopicsV7.api, [topic], TOPIC_PATIENCE, false);
  } catch (error) {
    if (!(error instanceof Error && findErrorBy(error, 'apiId', 'TOPIC_ALREADY_EXISTS'))) throw error;
  } finally {
    await broker.close();
  }
}

function table(stalls: Stalls, print: (line: string) => void): void {
  const [stock, ...others] = stalls;
  print(`\nlongest wait for an acknowledgement, in ms`);
  for (const what of STRIKES) {
    const reference = stock?.[1].get(what) ?? [];
    print(`  ${what.padEnd(26)}${stock?.[0]}: ${describe(reference)}`);
    for (const [name, of] of others) {
      const values = of.get(what) ?? [];
      const ratio = ((median(values) ?? Number.NaN) / (median(reference) ?? Number.NaN)).toFixed(2);
      print(`  ${''.padEnd(26)}${name}: ${describe(values)}, ${ratio} of ${stock?.[0]}`);
    }
  }
}

function describe(values: readonly number[]): string {
  return `median ${median(values)?.toFixed(0)}, worst ${Math.max(...values)} of ${values.length}`;
}
