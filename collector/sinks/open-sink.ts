import type { RedisSettings, SinkSettings } from '../settings.ts';
import type { Sink } from './sink.ts';

/** The sink that the settings name, not connected yet. Loads the client of no other: each takes 10 to 30 MB. */
export async function openSink(settings: SinkSettings, redis: RedisSettings): Promise<Sink> {
  switch (settings.kind) {
    case 'kafka': {
      const { KafkaSink } = await import('./kafka-sink.ts');
      const { findBootstrap } = await import('./kafka/find-bootstrap.ts');
      return new KafkaSink({ ...settings, bootstrap: await findBootstrap(settings.bootstrap) });
    }
    case 'redis': {
      const { RedisSink } = await import('./redis-sink.ts');
      return new RedisSink({ stream: settings.stream, redis });
    }
    case 'kinesis': {
      const { KinesisSink } = await import('./kinesis-sink.ts');
      return new KinesisSink({ stream: settings.stream });
    }
  }
}
