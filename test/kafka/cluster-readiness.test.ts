import { describe, expect, it } from '@jest/globals';
import { missingOf } from '../../kafka/cluster-readiness.ts';
import { type TopicState, tooFewInSync } from '../../kafka/in-sync.ts';

const broker = (nodeId: number) => ({ nodeId });

/** A topic whose partitions have these replicas in sync. */
function topic(name: string, replicas: number, ...isrs: readonly number[][]): TopicState {
  return {
    name,
    partitions: isrs.map((isrNodes, partitionIndex) => ({
      errorCode: 0,
      partitionIndex,
      leaderId: isrNodes[0] ?? -1,
      leaderEpoch: 0,
      replicaNodes: Array.from({ length: replicas }, (_, index) => index + 1),
      isrNodes,
      offlineReplicas: [],
    })),
  };
}

const missing = (brokers: readonly number[], ...topics: readonly TopicState[]) =>
  missingOf({ brokers: brokers.map(broker), topics }, 1);

describe('a cluster', () => {
  it('is whole when every partition has two replicas in sync, or the one that it has', () => {
    expect(missing([1, 2], topic('orders', 3, [2, 1], [1, 2]), topic('alone', 1, [1]))).toBeUndefined();
  });

  it('is not online for a broker that has not joined it yet', () => {
    expect(missing([2, 3])).toBe('Broker 1 is not part of its cluster yet: brokers 2, 3 are up.');
  });

  it('says which partitions have too few replicas in sync, the first of them by name', () => {
    expect(missing([1], topic('orders', 3, [1], [1, 2]), topic('alone', 1, []))).toBe(
      'Too few replicas are in sync of orders-0 (1 of 3), alone-0 (0 of 1).',
    );
    expect(missing([1], topic('orders', 3, [1], [1], [1], [1], [1]))).toBe(
      'Too few replicas are in sync of orders-0 (1 of 3), orders-1 (1 of 3), orders-2 (1 of 3) and 2 more.',
    );
  });

  it('can be asked whether really every replica is in sync', () => {
    expect(tooFewInSync([topic('orders', 3, [1, 2], [1, 2, 3])], Number.POSITIVE_INFINITY)).toEqual([
      'orders-0 (2 of 3)',
    ]);
  });
});
