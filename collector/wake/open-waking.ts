import type { CollectorSettings } from '../settings.ts';
import type { Metrics } from '../status/metrics.ts';
import { invokeWake } from './invoke-wake.ts';
import { KafkaWaker, type WakeState } from './kafka-waker.ts';
import { WakeByRedis } from './wake-by-redis.ts';

/** Wakes Kafka, for events that wait and for whoever asks by Redis. */
export interface Waking {
  readonly state: WakeState;
  wanted(why: string): void;
  close(): void;
}

/** Loads the SDK only if somebody is to be woken. Undefined: nobody is. */
export async function openWaking(
  { wake, redis }: Pick<CollectorSettings, 'wake' | 'redis'>,
  metrics: Metrics,
  log: (line: string) => void,
): Promise<Waking | undefined> {
  if (wake === undefined) return undefined;
  const { LambdaClient } = await import('@aws-sdk/client-lambda');
  const { target } = wake;
  const invoke = invokeWake(new LambdaClient(), wake.function);
  const waker = new KafkaWaker({ target, invoke, metrics, log });
  const byRedis = new WakeByRedis({ redis, target, invoke, metrics, log });
  byRedis.open();
  return {
    get state() {
      return waker.state;
    },
    wanted: (why) => waker.wanted(why),
    close: () => byRedis.close(),
  };
}
