import { partitionForKey } from '../../../balancer/partitioner.ts';
import type { EventRecord, Lane } from '../../event-record.ts';

import type { PartitionRecords } from './send-records.ts';
import type { Topic } from './topics.ts';

/**
 * Which records go to which partition, each partition's in their order.
 *
 * @param turn events without a key go to one partition, with the next turn to the next one: a few large batches cost less
 * than many small ones
 */
export function divide(
  records: readonly EventRecord[],
  topics: Readonly<Record<Lane, Topic>>,
  turn: number,
): PartitionRecords[] {
  const divided: Record<Lane, PartitionRecordsInMaking[]> = { events: [], 'dead-letter': [] };
  for (const record of records) {
    const { name, leaders } = topics[record.lane];
    const partition =
      record.key === undefined ? turn % leaders.length : partitionForKey(record.key, leaders.length);
    const known = divided[record.lane][partition];
    if (known === undefined) {
      const leader = leaders[partition];
      if (leader === undefined) throw new RangeError(`nobody leads ${name}-${partition}`);
      divided[record.lane][partition] = { topic: name, partition, leader, records: [record] };
    } else known.records.push(record);
  }
  return Object.values(divided).flat();
}

interface PartitionRecordsInMaking extends PartitionRecords {
  readonly records: EventRecord[];
}
