import type { Java } from '../../rehearsal/laptop/laptop.ts';
import { LocalBroker } from './broker.ts';
import { LocalRedis } from './redis.ts';

/** What the two are started from. */
export interface Sources {
  readonly java: Java;
  /** The redis-server. */
  readonly redisServer: string;
}

/** Starts one of each. @param started is told how to end them */
export async function startKafkaAndRedis(
  { java, redisServer }: Sources,
  started: AsyncDisposableStack,
): Promise<{ readonly kafka: LocalBroker; readonly redis: LocalRedis }> {
  const kafka = await LocalBroker.make(java);
  started.defer(() => kafka.remove());
  const redis = await LocalRedis.make(redisServer);
  started.defer(() => redis.remove());
  await Promise.all([kafka.start(), redis.start()]);
  return { kafka, redis };
}
