import { howKafkaStopped } from './how-kafka-stopped.ts';
import type { HostPaths } from './paths.ts';
import type { RunCommand } from './run-command.ts';
import type { Ending } from './service.ts';
import type { HostSettings } from './settings.ts';

/**
 * How the services of this host ended, once they are stopped.
 *
 * @throws HostError `command-failed`
 */
export async function howStopped(
  settings: HostSettings,
  { logDirectory }: HostPaths,
  run: RunCommand,
): Promise<Ending> {
  if ('kafka' in settings) return howKafkaStopped(logDirectory);
  const { howRedisStopped } = await import('./redis/redis-service.ts');
  return howRedisStopped(run);
}
