import { describe, expect, it } from '@jest/globals';
import { Balancer } from '../../balancer/balancer.ts';
import type { BalancerEvent } from '../../balancer/events.ts';
import { aFailure, BalancedTopic, TOPIC } from './balanced-topic.ts';
import { aTopic, withPartition } from './sample-views.ts';

describe('failures', () => {
  it('open a breaker when there are three in a row', () => {
    const topic = new BalancedTopic();
    expect([topic.fails(4), topic.fails(4), topic.works(4)]).toEqual([4, 4, 4]);
    expect([topic.fails(4), topic.fails(4), topic.fails(4)]).toEqual([4, 4, 4]);
    expect(topic.works(4)).toBe(5);
    expect(topic.told).toEqual(['4 closed → open: failures NOT_ENOUGH_REPLICAS']);
  });

  it.each([
    ['connection-lost', 1],
    ['connection', 3],
    ['time-out', 3],
    ['NOT_LEADER_OR_FOLLOWER', 3],
    ['LEADER_NOT_AVAILABLE', 3],
    ['NOT_ENOUGH_REPLICAS', 3],
    ['NOT_ENOUGH_REPLICAS_AFTER_APPEND', 3],
    ['REQUEST_TIMED_OUT', 3],
    ['KAFKA_STORAGE_ERROR', 3],
  ])('of the kind %s: it takes %i', (what, many) => {
    const topic = new BalancedTopic();
    for (let failed = 1; failed < many; failed++) topic.fails(4, what);
    expect(topic.told).toEqual([]);
    topic.fails(4, what);
    expect(topic.told).toHaveLength(1);
  });

  it.each(['MESSAGE_TOO_LARGE', 'TOPIC_AUTHORIZATION_FAILED', 'UNKNOWN_TOPIC_OR_PARTITION', 'foreign'])(
    'that another partition cannot cure never count: %s',
    (what) => {
      const topic = new BalancedTopic();
      for (let failed = 0; failed < 100; failed++) topic.fails(4, what);
      expect(topic.choose(4).partition).toBe(4);
      expect(topic.told).toEqual([]);
    },
  );

  it('of thousands of records in flight count once, and their late fate changes nothing', () => {
    const topic = new BalancedTopic();
    const inFlight = Array.from({ length: 5_000 }, () => topic.choose(4));
    for (const choice of inFlight.slice(0, 4_000)) topic.balancer.failed(choice, aFailure('time-out'));
    for (const choice of inFlight.slice(4_000)) topic.balancer.acknowledged(choice);
    expect(topic.told).toEqual(['4 closed → open: failures time-out']);
    topic.pass(9_999);
    expect(topic.choose(4).partition).toBe(5);
    topic.pass(1);
    expect(topic.choose(4)).toMatchObject({ partition: 4, probe: true });
  });
});

describe('what was sent before a breaker opened and closed again', () => {
  it('cannot open it', () => {
    const topic = new BalancedTopic();
    const inFlight = Array.from({ length: 10 }, () => topic.choose(4));
    topic.sicken(4);
    topic.balancer.update([withPartition(aTopic(TOPIC, 6), 4, { leaderEpoch: 1 })]);
    for (const choice of inFlight) topic.balancer.failed(choice, aFailure('connection-lost'));
    expect(topic.choose(4).partition).toBe(4);
  });
});

describe('a breaker that is open', () => {
  it('lets one record probe when its delay is over, and diverts the others meanwhile', () => {
    const topic = new BalancedTopic();
    topic.sicken(4);
    topic.pass(10_000);
    const probe = topic.choose(4);
    const others = Array.from({ length: 100 }, () => topic.choose(4));
    expect(probe).toMatchObject({ partition: 4, probe: true });
    expect(new Set(others.map(({ partition, probe: too }) => `${partition} ${too}`))).toEqual(
      new Set(['5 false']),
    );
    topic.balancer.acknowledged(probe);
    expect(topic.works(4)).toBe(4);
    expect(topic.told).toEqual([
      '4 closed → open: connection-lost connection-lost',
      '4 open → half-open: probe',
      '4 half-open → closed: acknowledged',
    ]);
  });

  it('stays open for twice as long after each probe that fails, up to the longest delay, and then anew', () => {
    const topic = new BalancedTopic();
    topic.sicken(4);
    for (const delay of [10_000, 20_000, 40_000, 60_000, 60_000]) {
      topic.pass(delay - 1);
      expect(topic.choose(4).partition).toBe(5);
      topic.pass(1);
      expect(topic.fails(4)).toBe(4);
    }
    topic.pass(60_000);
    topic.works(4);
    topic.sicken(4);
    topic.pass(10_000);
    expect(topic.choose(4)).toMatchObject({ partition: 4, probe: true });
  });

  it('is probed again at once if the probe was refused for what it was', () => {
    const topic = new BalancedTopic();
    topic.sicken(4);
    topic.pass(10_000);
    topic.fails(4, 'MESSAGE_TOO_LARGE');
    expect(topic.told.at(-1)).toBe('4 half-open → open: probe-inconclusive MESSAGE_TOO_LARGE');
    expect(topic.choose(4)).toMatchObject({ partition: 4, probe: true });
  });

  it('is probed again after as long if the probe is to be sent again for a reason that says nothing', () => {
    const topic = new BalancedTopic();
    topic.sicken(4);
    topic.pass(10_000);
    topic.fails(4, 'UNKNOWN_TOPIC_OR_PARTITION');
    expect(topic.choose(4).partition).toBe(5);
    topic.pass(10_000);
    expect(topic.choose(4)).toMatchObject({ partition: 4, probe: true });
  });

  it('is closed at once by a new leader epoch', () => {
    const topic = new BalancedTopic();
    topic.sicken(4);
    topic.balancer.update([withPartition(aTopic(TOPIC, 6), 4, { leader: 5, leaderEpoch: 1 })]);
    expect(topic.works(4)).toBe(4);
    expect(topic.told.at(-1)).toBe('4 open → closed: leader-epoch');
  });

  it('is not closed by a broker that is behind, and speaks of an earlier epoch', () => {
    const later = withPartition(aTopic(TOPIC, 6), 4, { leaderEpoch: 7 });
    const topic = new BalancedTopic({ view: later });
    topic.sicken(4);
    topic.balancer.update([aTopic(TOPIC, 6)]);
    topic.balancer.update([later]);
    expect(topic.choose(4).partition).toBe(5);
  });

  it('stays open while metadata says the same as before', () => {
    const topic = new BalancedTopic();
    topic.sicken(4);
    for (let times = 0; times < 100; times++) topic.balancer.update([aTopic(TOPIC, 6)]);
    expect(topic.choose(4).partition).toBe(5);
  });

  it('is not closed by what its predecessors left in flight, once the epoch changed and it opened again', () => {
    const topic = new BalancedTopic();
    const old = topic.choose(4);
    topic.sicken(4);
    topic.balancer.update([withPartition(aTopic(TOPIC, 6), 4, { leaderEpoch: 1 })]);
    topic.sicken(4);
    topic.balancer.acknowledged(old);
    expect(topic.choose(4).partition).toBe(5);
  });

  it('says for how long', () => {
    const told: BalancerEvent[] = [];
    const balancer = new Balancer({
      options: { openMs: 5_000 },
      now: () => 0,
      listener: (event) => told.push(event),
    });
    balancer.update([aTopic(TOPIC, 2)]);
    balancer.failed(balancer.choose(TOPIC, 0, true), aFailure('connection-lost'));
    expect(told).toEqual([
      {
        is: 'transition',
        topic: TOPIC,
        partition: 0,
        from: 'closed',
        to: 'open',
        reason: 'connection-lost',
        detail: 'connection-lost',
        openMs: 5_000,
      },
    ]);
  });
});

describe('when all partitions are sick', () => {
  function allSick(): BalancedTopic {
    const topic = new BalancedTopic();
    for (let partition = 0; partition < 6; partition++) topic.sicken(partition);
    return topic;
  }

  it('each record goes where it belongs, so that none is overwhelmed', () => {
    const topic = allSick();
    expect([0, 1, 2, 3, 4, 5].map((hash) => topic.choose(hash).partition)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('the first to be acknowledged closes its breaker and takes the others in', () => {
    const topic = allSick();
    topic.works(2);
    expect([0, 1, 2, 3, 4, 5].map((hash) => topic.choose(hash).partition)).toEqual([2, 2, 2, 2, 2, 2]);
  });
});

describe('records without a key', () => {
  it('are diverted like others, each by its own turn', () => {
    const topic = new BalancedTopic();
    topic.sicken(4);
    const turns = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((turn) => topic.works(turn, false));
    expect(turns).toEqual([0, 1, 2, 3, 5, 5, 0, 1, 2, 3, 0]);
  });

  it('are diverted with strictKeyOrder too, and those with a key wait', () => {
    const topic = new BalancedTopic({ strictKeyOrder: true });
    topic.sicken(4);
    expect(topic.choose(4, false).partition).toBe(5);
    expect(topic.choose(4, true)).toMatchObject({ partition: 4, probe: false });
    topic.works(4, true);
    expect(topic.choose(4, false).partition).toBe(4);
  });
});

describe('without diversion', () => {
  it('breakers tell, and every record goes where it belongs', () => {
    const topic = new BalancedTopic({ divert: false });
    topic.sicken(4);
    topic.pass(10_000);
    expect([topic.works(4, false), topic.works(4)]).toEqual([4, 4]);
    expect(topic.told).toEqual([
      '4 closed → open: connection-lost connection-lost',
      '4 open → closed: acknowledged',
    ]);
  });
});

describe('a partitioner', () => {
  it('may give a hash or a partition: both are diverted alike', () => {
    const topic = new BalancedTopic();
    topic.sicken(4);
    expect([4, 4 + 60, 4 + 600_000].map((hash) => topic.choose(hash).partition)).toEqual([5, 5, 5]);
  });

  it.each([-1, -6, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('may not give %d', (hash) => {
    expect(() => new BalancedTopic().choose(hash)).toThrow(
      expect.objectContaining({
        code: 'bad-partition',
        message: expect.stringContaining(`gave ${hash} for`),
      }),
    );
  });
});

describe('topics', () => {
  it('that are not known, or have no partitions, are named', () => {
    const balancer = new Balancer();
    expect(() => balancer.choose('gone', 1, true)).toThrow(
      expect.objectContaining({ code: 'unknown-topic' }),
    );
    balancer.update([{ topic: 'gone', partitions: [] }]);
    expect(() => balancer.choose('gone', 1, true)).toThrow(
      expect.objectContaining({ code: 'no-partitions' }),
    );
  });

  it('may grow while breakers are open: those stay as they are', () => {
    const topic = new BalancedTopic();
    topic.sicken(4);
    topic.balancer.update([aTopic(TOPIC, 8, { brokers: 6 })]);
    expect(topic.balancer.well(TOPIC)).toEqual([0, 1, 2, 3, 5, 6, 7]);
    expect([topic.choose(4).partition, topic.choose(6).partition, topic.choose(12).partition]).toEqual([
      5, 6, 6,
    ]);
    topic.pass(10_000);
    expect(topic.choose(4)).toMatchObject({ partition: 4, probe: true });
  });

  it('may lose a partition: what is reported of it is let go, and its records go elsewhere', () => {
    const topic = new BalancedTopic();
    const before = topic.choose(4);
    topic.sicken(4);
    topic.balancer.update([aTopic(TOPIC, 3)]);
    topic.balancer.failed(before, aFailure('time-out'));
    topic.balancer.acknowledged(before);
    expect(topic.balancer.isCurrent(before)).toBe(false);
    expect(topic.works(4)).toBe(1);
    expect(topic.balancer.sick).toBe(0);
  });

  it('are forgotten when they are not used any more, with all that is known of them', () => {
    const topic = new BalancedTopic();
    topic.sicken(4);
    topic.balancer.forget(TOPIC);
    expect(topic.balancer.sick).toBe(0);
    expect(() => topic.choose(4)).toThrow(expect.objectContaining({ code: 'unknown-topic' }));
  });
});

describe('a clock that jumps back', () => {
  it('keeps no breaker open for more than its delay after the jump', () => {
    const topic = new BalancedTopic();
    topic.sicken(4);
    topic.pass(4_000);
    topic.choose(4);
    topic.pass(-3_600_000);
    expect(topic.choose(4).partition).toBe(5);
    topic.pass(6_000);
    expect(topic.choose(4)).toMatchObject({ partition: 4, probe: true });
  });
});
