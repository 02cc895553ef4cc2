import { DEFAULT_PORTS } from '../../kafka/ports.ts';
import type { Door } from './host-doors.ts';

/**
 * Java and Node of the major versions that the rehearsal runs, from Amazon Linux's repositories; Node's binary is
 * /usr/bin/node-24.
 */
export const KAFKA_PACKAGES: readonly string[] = ['java-25-amazon-corretto-headless', 'nodejs24'];

/** What Kafka's clients reach. */
export const KAFKA_DOORS: readonly Door[] = [{ port: DEFAULT_PORTS.CLIENT, for: 'Kafka clients' }];
