import { describe, expect, it } from '@jest/globals';
import { countPartitions } from '../../kafka/partition-folders.ts';

describe('the partitions of a log directory', () => {
  it('are counted by their folders', () => {
    expect(countPartitions(['orders-0', 'orders-1', 'orders.raw_v2-0', 'audit-2026-0'])).toBe(4);
  });

  it("leave out Kafka's own topics, our probe's, and files", () => {
    const others = [
      '__consumer_offsets-3',
      '__cluster_metadata-0',
      '__catnap_probe-0',
      'meta.properties',
      '.kafka_cleanshutdown',
      'recovery-point-offset-checkpoint',
    ];
    expect(countPartitions(others)).toBe(0);
  });

  it('leave out what is about to go', () => {
    expect(countPartitions(['orders-0.6d6f-delete', 'orders-1.6d6f-stray', 'orders-2.6d6f-future'])).toBe(0);
  });
});
