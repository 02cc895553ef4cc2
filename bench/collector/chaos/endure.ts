import { LocalCollector } from '../../processes/collector.ts';
import { endingAll } from '../../processes/ending-all.ts';
import { startKafkaAndRedis } from '../../processes/kafka-and-redis.ts';
import type { Tools } from '../tools.ts';
import { liveThroughRound, type RoundResult } from './round.ts';
import { seededRandom } from './seeded-random.ts';

export interface EndureProps {
  readonly tools: Tools;
  readonly rounds: number;
  /** The same seed plans the same faults. */
  readonly seed: number;
  /** Faults in a round. */
  readonly strikes: number;
  /** Senders, each with a key of its own. */
  readonly keys: number;
  readonly each: (result: RoundResult, round: number) => void;
}

/** Kills collector, Redis and Kafka at random moments under load, round after round, and tells what arrived. */
export function endure({ tools, rounds, seed, strikes, keys, each }: EndureProps): Promise<void> {
  return endingAll(async (started) => {
    const { kafka, redis } = await startKafkaAndRedis(tools, started);
    const random = seededRandom(seed);
    for (let round = 1; round <= rounds; round++) {
      // A topic for each round: it is read as a whole.
      const topic = `chaos-${round}`;
      const collector = await LocalCollector.make(tools.collector, {
        sink: { kind: 'kafka', bootstrap: [kafka.bootstrap], topic },
        redis: { host: redis.host, port: redis.port },
      });
      started.defer(() => collector.remove());
      await collector.start();
      await collector.untilReady();
      each(
        await liveThroughRound({ stage: { kafka, redis, collector }, topic, random, strikes, keys }),
        round,
      );
      await collector.stop();
    }
  });
}
