import type { Settings } from './common-settings.ts';

/**
 * How soon brokers and controllers notice that one of them is gone whose host cannot say so any more (`last-words.ts` is
 * for those whose host can). Kafka's own: 9 s and 2 s of silence, 1 s for an election, 1 s before a replica asks again.
 *
 * Shorter still, they would take a broker for dead that only pauses: for its garbage collector, for a disk, for a neighbour
 * on the same machine. A broker fenced in error costs its partitions a change of leader.
 */
export const QUICK_NOTICE: Settings = {
  'broker.session.timeout.ms': '3000',
  // Six of them may be late before a session ends.
  'broker.heartbeat.interval.ms': '500',
  'controller.quorum.fetch.timeout.ms': '1000',
  'controller.quorum.election.timeout.ms': '300',
  'controller.quorum.election.backoff.max.ms': '300',
  // A replica that asks a new leader too early waits this long, and every record with acks=all with it.
  'replica.fetch.backoff.ms': '100',
};
