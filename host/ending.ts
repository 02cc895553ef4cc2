import { howBrokerStopped } from './cluster/departure-record.ts';
import { howKafkaStopped } from './how-kafka-stopped.ts';
import type { HostPaths } from './paths.ts';
import type { RunCommand } from './run-command.ts';
import type { Ending } from './service.ts';
import { type HostSettings, isBroker } from './settings.ts';

/**
 * How the services of this host ended, once they are stopped.
 *
 * @throws HostError `command-failed`
 */
export async function howStopped(settings: HostSettings, paths: HostPaths, run: RunCommand): Promise<Ending> {
  if (isBroker(settings)) return howBrokerStopped(paths);
  if ('kafka' in settings) return howKafkaStopped(paths.logDirectory);
  const { howRedisStopped } = await import('./redis/redis-service.ts');
  return howRedisStopped(run);
}
