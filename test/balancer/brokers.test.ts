import { describe, expect, it } from '@jest/globals';
import { BalancedTopic, TOPIC } from './balanced-topic.ts';
import { aTopic, withPartition } from './sample-views.ts';

/** Six brokers, RF 3: partition n is on n, n + 1 and n + 2. */
const SIX = aTopic(TOPIC, 6, { replicas: 3 });

describe('a broker that is lost', () => {
  it('makes suspect, at once, each partition that has a replica in sync on it', () => {
    const topic = new BalancedTopic({ view: SIX });
    topic.balancer.brokerDown(2, 'ECONNREFUSED');
    expect(topic.balancer.well(TOPIC)).toEqual([3, 4, 5]);
    expect(topic.told).toEqual([
      'broker 2 is down: ECONNREFUSED',
      '0 closed → open: broker-down broker 2: ECONNREFUSED',
      '1 closed → open: broker-down broker 2: ECONNREFUSED',
      '2 closed → open: broker-down broker 2: ECONNREFUSED',
    ]);
  });

  it('is said once, however often it is told', () => {
    const topic = new BalancedTopic({ view: SIX });
    topic.balancer.brokerDown(2, 'ECONNREFUSED');
    topic.balancer.brokerDown(2, 'ECONNRESET');
    expect(topic.told).toHaveLength(4);
  });

  it('leaves nowhere to go on three brokers at RF 3: each record goes where it belongs', () => {
    const topic = new BalancedTopic({ view: aTopic(TOPIC, 3, { replicas: 3 }) });
    topic.balancer.brokerDown(1, 'ECONNREFUSED');
    expect(topic.balancer.well(TOPIC)).toEqual([]);
    expect([0, 1, 2].map((hash) => topic.choose(hash).partition)).toEqual([0, 1, 2]);
  });

  it('is of no concern any more to a partition that has shrunk its set of replicas in sync', () => {
    const topic = new BalancedTopic({ view: SIX });
    topic.balancer.brokerDown(2, 'ECONNREFUSED');
    topic.balancer.update([withPartition(SIX, 1, { inSync: [1, 3] })]);
    expect(topic.works(1)).toBe(1);
    expect(topic.told.at(-1)).toBe('1 open → closed: replicas-well');
  });

  it('does not close a breaker by a new epoch of a partition that still has it in sync', () => {
    const topic = new BalancedTopic({ view: SIX });
    topic.balancer.brokerDown(2, 'ECONNREFUSED');
    topic.balancer.update([withPartition(SIX, 1, { leaderEpoch: 1 })]);
    expect(topic.balancer.well(TOPIC)).toEqual([3, 4, 5]);
  });

  it('makes suspect what is learnt of only later', () => {
    const topic = new BalancedTopic({ view: SIX });
    topic.balancer.brokerDown(2, 'ECONNREFUSED');
    topic.balancer.update([aTopic('later', 6, { replicas: 3 })]);
    expect(topic.balancer.well('later')).toEqual([3, 4, 5]);
  });

  it('has its partitions probed by the next record when it comes back', () => {
    const topic = new BalancedTopic({ view: SIX });
    topic.balancer.brokerDown(2, 'ECONNREFUSED');
    topic.balancer.brokerUp(2);
    topic.balancer.brokerUp(2);
    const probe = topic.choose(1);
    expect(probe).toMatchObject({ partition: 1, probe: true });
    expect(topic.choose(1)).toMatchObject({ own: 1, partition: 4 });
    topic.balancer.acknowledged(probe);
    expect(topic.works(1)).toBe(1);
    expect(topic.told.filter((line) => line.startsWith('broker'))).toEqual([
      'broker 2 is down: ECONNREFUSED',
      'broker 2 is up',
    ]);
  });

  it('is taken for alive once the cluster has put it out and in again', () => {
    const topic = new BalancedTopic({ view: SIX });
    const without = {
      topic: TOPIC,
      partitions: SIX.partitions.map((view) => ({
        leader: view.inSync.find((id) => id !== 2),
        leaderEpoch: 1,
        inSync: view.inSync.filter((id) => id !== 2),
      })),
    };
    topic.balancer.brokerDown(2, 'ECONNREFUSED');
    topic.balancer.update([without]);
    topic.balancer.update([SIX]);
    expect(topic.balancer.well(TOPIC)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('that no partition needs is forgotten at once', () => {
    const topic = new BalancedTopic({ view: SIX });
    topic.balancer.brokerDown(99, 'ECONNREFUSED');
    topic.balancer.update([withPartition(SIX, 0, { inSync: [0, 99] })]);
    expect(topic.balancer.sick).toBe(0);
  });
});

describe('a partition without a leader', () => {
  it('is sick from the metadata on, and well with the leader', () => {
    const topic = new BalancedTopic({ view: SIX });
    topic.balancer.update([withPartition(SIX, 1, { leader: undefined })]);
    expect(topic.choose(1)).toMatchObject({ own: 1, partition: 2 });
    topic.balancer.update([withPartition(SIX, 1, { leader: 3, leaderEpoch: 1 })]);
    expect(topic.choose(1).partition).toBe(1);
    expect(topic.told).toEqual(['1 closed → open: no-leader', '1 open → closed: replicas-well']);
  });
});
