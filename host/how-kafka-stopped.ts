import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ending } from './service.ts';

/** How Kafka ended: at an orderly stop it leaves a file, which it removes when it starts. */
export function howKafkaStopped(logDirectory: string): Ending {
  return existsSync(join(logDirectory, '.kafka_cleanshutdown')) ? 'clean' : 'unclean';
}
