import { describe, expect, it } from '@jest/globals';
import { BalancedProducer } from '../../../balancer/producer/balanced-producer.ts';
import { aTopic } from '../sample-views.ts';
import { FakeKafka, TOPIC } from './fake-kafka.ts';
import { HandClock } from './hand-clock.ts';
import { inShort, Shop } from './shop.ts';

const SIX = aTopic(TOPIC, 6, { replicas: 3 });

describe('in calm weather', () => {
  it('each record goes where it belongs, and is told where it lies', async () => {
    const shop = new Shop();
    expect(await shop.sent(10, '4:a', '4:b', '1:c')).toEqual(['4@0', '4@1', '1@0']);
    expect(shop.kafka.requests).toHaveLength(2);
  });

  it('records collect while a request is under way, and go together', async () => {
    const shop = new Shop();
    await shop.sent(10, '4:warm');
    const all = Promise.all([shop.send('4:a'), shop.send('4:b', '4:c'), shop.send('4:d')]);
    await shop.clock.pass(10);
    expect((await all).flat().map(inShort)).toEqual(['4@1', '4@2', '4@3', '4@4']);
    expect(shop.kafka.requests.map(({ values }) => values)).toEqual([['warm'], ['a'], ['b', 'c', 'd']]);
  });

  it('a batch holds no more than it may, and one record that has more goes alone', async () => {
    const shop = new Shop({ batchBytes: 140 });
    await shop.sent(50, '4:a', '4:b', `4:${'c'.repeat(200)}`, '4:d');
    expect(shop.kafka.requests.map(({ values }) => values.length)).toEqual([2, 1, 1]);
  });

  it('nothing is asked and no alarm is set once all is sent', async () => {
    const shop = new Shop();
    await shop.sent(10, '4:a');
    const { asked } = shop.kafka;
    expect(shop.clock.alarms).toBe(0);
    await shop.clock.pass(3_600_000);
    expect(shop.kafka.asked).toBe(asked);
  });

  it('metadata that is old is refreshed by the next record, so that growth is noticed', async () => {
    const shop = new Shop();
    await shop.sent(10, '7:a');
    shop.kafka.views = [aTopic(TOPIC, 8)];
    await shop.clock.pass(30_000);
    await shop.sent(10, '7:b');
    expect(await shop.sent(10, '7:c')).toEqual(['7@0']);
  });

  it('of nothing, nothing becomes', async () => {
    expect(await new Shop().send()).toEqual([]);
  });
});

describe('a partition that fails', () => {
  it('is tried three times, and then its records go elsewhere', async () => {
    const shop = new Shop();
    shop.kafka.mood(4, 'NOT_ENOUGH_REPLICAS');
    expect(await shop.sent(1_000, '4:a', '4:b', '1:c')).toEqual(['5@0 diverted', '5@1 diverted', '1@0']);
    expect(shop.kafka.requests.filter(({ partition }) => partition === 4)).toHaveLength(3);
    expect(shop.producer.counts).toMatchObject({ accepted: 3, acknowledged: 3, failed: 0, diverted: 2 });
  });

  it('is left at once when the connection was refused', async () => {
    const shop = new Shop();
    shop.kafka.mood(4, 'connection-lost');
    expect(await shop.sent(5, '4:a')).toEqual(['5@0 diverted']);
  });

  it('is used again when a probe was acknowledged', async () => {
    const shop = new Shop();
    shop.kafka.mood(4, 'connection-lost');
    await shop.sent(10, '4:a');
    shop.kafka.mood(4, 1);
    await shop.clock.pass(10_000);
    expect(await shop.sent(10, '4:b', '4:c')).toEqual(['4@0', '5@1 diverted']);
    expect(await shop.sent(10, '4:d')).toEqual(['4@1']);
    expect(shop.producer.counts.probes).toBe(1);
  });

  it('holds the record that probes it for a second, no longer', async () => {
    const shop = new Shop();
    shop.kafka.mood(4, 'connection-lost');
    await shop.sent(10, '4:a');
    shop.kafka.mood(4, 'hangs');
    await shop.clock.pass(10_000);
    expect(await shop.sent(1_002, '4:b')).toEqual(['5@1 diverted']);
  });

  it('that hangs fails by time-out, and what it acknowledges late counts', async () => {
    const shop = new Shop({ failureThreshold: 1 });
    shop.kafka.mood(4, 'hangs');
    shop.kafka.mood(5, 'hangs');
    const outcome = shop.send('4:a');
    await shop.clock.pass(5_000);
    expect(shop.kafka.requests.map(({ partition }) => partition)).toEqual([4, 5]);
    shop.kafka.thaw(4);
    expect((await outcome).map(inShort)).toEqual(['4@0']);
  });

  it('is not blamed twice for one request: by its time-out, and by its late failure', async () => {
    const shop = new Shop({ failureThreshold: 2 });
    shop.kafka.mood(4, 'hangs');
    const outcomes = shop.send('4:a');
    await shop.clock.pass(5_000);
    shop.kafka.thaw(4, 'NOT_ENOUGH_REPLICAS');
    await shop.clock.settle();
    expect(shop.told).toEqual([]);
    shop.kafka.mood(4, 1);
    await shop.clock.pass(1_000);
    expect((await outcomes).map(inShort)).toEqual(['4@0']);
  });

  it('gets no more once its breaker is open: what waited in its queue goes elsewhere', async () => {
    const shop = new Shop();
    await shop.sent(10, '4:warm');
    shop.kafka.mood(4, 'hangs');
    const outcomes = Promise.all([shop.send('4:a'), shop.send('4:b')]);
    await shop.clock.settle();
    shop.kafka.thaw(4, 'connection-lost');
    await shop.clock.pass(10);
    expect((await outcomes).flat().map(inShort)).toEqual(['5@0 diverted', '5@1 diverted']);
    expect(shop.kafka.requests.filter(({ partition }) => partition === 4)).toHaveLength(2);
  });

  it('is not waited for any longer when it is well, however long the next try was put off', async () => {
    const shop = new Shop({ strictKeyOrder: true, retryBackoffMs: 10_000, failureThreshold: 1 });
    shop.kafka.mood(4, 'NOT_LEADER_OR_FOLLOWER');
    const outcomes = shop.send('4:a');
    await shop.clock.pass(100);
    shop.kafka.mood(4, 1);
    shop.kafka.elect(4, { leader: 5, leaderEpoch: 1 });
    await shop.clock.pass(600);
    expect((await outcomes).map(inShort)).toEqual(['4@0']);
  });

  it('is used again at once after another leader was elected, as metadata says while it is sick', async () => {
    const shop = new Shop();
    shop.kafka.mood(4, 'connection-lost');
    await shop.sent(10, '4:a');
    shop.kafka.mood(4, 1);
    shop.kafka.elect(4, { leader: 5, leaderEpoch: 1 });
    await shop.clock.pass(500);
    expect(await shop.sent(10, '4:b')).toEqual(['4@0']);
    expect(shop.told).toEqual([
      '4 closed → open: connection-lost connection-lost',
      '4 open → closed: leader-epoch',
    ]);
  });
});

describe('a record that Kafka refuses', () => {
  it('fails alone: a batch is halved until the culprit is found', async () => {
    const shop = new Shop();
    shop.kafka.mood(4, ({ values }) => (values.includes('bad') ? 'INVALID_RECORD' : 1));
    const outcomes = await shop.sent(100, '4:a', '4:b', '4:c', '4:bad', '4:e');
    expect(outcomes).toEqual(['4@0', '4@1', '4@2', 'refused', '4@3']);
    expect(shop.told).toEqual([]);
  });

  it('does not make batches small for ever', async () => {
    const shop = new Shop();
    shop.kafka.mood(4, ({ values }) => (values.includes('bad') ? 'INVALID_RECORD' : 1));
    await shop.sent(100, '4:a', '4:bad', '4:c');
    await shop.sent(100, '4:d', '4:e', '4:f', '4:g');
    await shop.sent(100, '4:h', '4:i', '4:j', '4:k');
    expect(shop.kafka.requests.at(-1)?.values).toEqual(['h', 'i', 'j', 'k']);
  });

  it.each([
    ['TOPIC_AUTHORIZATION_FAILED', 'denied'],
    ['rejects', 'client-failed'],
    ['UNSUPPORTED_COMPRESSION_TYPE', 'client-failed'],
  ])('%s: fails at once (%s), and opens nothing', async (mood, code) => {
    const shop = new Shop();
    shop.kafka.mood(4, mood);
    expect(await shop.sent(0, '4:a', '4:b')).toEqual([code, code]);
    expect(shop.kafka.requests).toHaveLength(1);
    expect(shop.told).toEqual([]);
  });

  it('says why, and what the cause was', async () => {
    const shop = new Shop();
    shop.kafka.mood(4, 'rejects');
    const outcomes = shop.send('4:a');
    await shop.clock.settle();
    expect(await outcomes).toEqual([
      {
        is: 'failed',
        error: expect.objectContaining({
          message: 'A record of orders was not sent: a bug.',
          cause: expect.any(TypeError),
        }),
      },
    ]);
  });
});

describe('a broker that dies', () => {
  it('diverts, in no time, what is in flight to partitions with a replica on it', async () => {
    const shop = new Shop({}, SIX);
    await shop.sent(10, '1:warm');
    shop.kafka.mood(1, 'hangs');
    const outcomes = shop.send('1:a', '1:b');
    await shop.clock.settle();
    shop.kafka.watcher?.brokerDown(2, 'ECONNREFUSED');
    await shop.clock.pass(1);
    expect((await outcomes).map(inShort)).toEqual(['4@0 diverted', '4@1 diverted']);
    expect(shop.producer.counts).toMatchObject({ redirected: 2, acknowledged: 3 });
  });

  it('ends a record once, though both copies are acknowledged in the end', async () => {
    const shop = new Shop({}, SIX);
    await shop.sent(10, '1:warm');
    shop.kafka.mood(1, 'hangs');
    const outcomes = shop.send('1:a');
    await shop.clock.settle();
    shop.kafka.watcher?.brokerDown(2, 'ECONNREFUSED');
    shop.kafka.thaw(1);
    await shop.clock.pass(1);
    expect((await outcomes).map(inShort)).toEqual(['1@1']);
    expect(shop.kafka.logs).toEqual([undefined, ['warm', 'a'], undefined, undefined, ['a']]);
    expect(shop.producer.counts).toMatchObject({ accepted: 2, acknowledged: 2, diverted: 0 });
  });

  it('with RF 3 on three brokers is waited for: nothing is sent twice', async () => {
    const shop = new Shop({}, aTopic(TOPIC, 3, { replicas: 3 }));
    await shop.sent(10, '1:warm');
    shop.kafka.mood(1, 'hangs');
    const outcomes = shop.send('1:a');
    await shop.clock.settle();
    shop.kafka.watcher?.brokerDown(2, 'ECONNREFUSED');
    await shop.clock.pass(3_000);
    shop.kafka.thaw(1);
    expect((await outcomes).map(inShort)).toEqual(['1@1']);
    expect(shop.producer.counts.redirected).toBe(0);
  });

  it('is forgiven when metadata shows that the partition goes on without it', async () => {
    const shop = new Shop({}, SIX);
    await shop.sent(10, '1:warm');
    shop.kafka.watcher?.brokerDown(2, 'ECONNREFUSED');
    shop.kafka.elect(1, { inSync: [1, 3] });
    await shop.clock.pass(500);
    expect(await shop.sent(10, '1:a')).toEqual(['1@1']);
  });

  it('and another one after it: what was sent elsewhere goes on from there, in one place at a time', async () => {
    const shop = new Shop({}, SIX);
    await shop.sent(10, '1:warm');
    shop.kafka.mood(1, 'hangs');
    shop.kafka.mood(4, 'hangs');
    const outcomes = shop.send('1:a');
    await shop.clock.settle();
    shop.kafka.watcher?.brokerDown(2, 'ECONNREFUSED');
    await shop.clock.settle();
    shop.kafka.watcher?.brokerDown(5, 'ECONNREFUSED');
    await shop.clock.settle();
    // Partition n is on n, n + 1, n + 2: with 2 and 5 gone none is left; 4 is waited for.
    expect(shop.kafka.requests.map(({ partition }) => partition)).toEqual([1, 1, 4]);
    shop.kafka.thaw(4);
    await shop.clock.settle();
    expect((await outcomes).map(inShort)).toEqual(['4@0 diverted']);
  });

  it('whose partition is well and sick again meanwhile: what was sent elsewhere is not sent once more', async () => {
    const shop = new Shop({}, SIX);
    await shop.sent(10, '1:warm');
    shop.kafka.mood(1, 'hangs');
    shop.kafka.mood(4, 'hangs');
    shop.send('1:a');
    await shop.clock.settle();
    shop.kafka.watcher?.brokerDown(2, 'ECONNREFUSED');
    shop.kafka.elect(1, { inSync: [1, 3] });
    await shop.clock.pass(500);
    expect(shop.told.at(-1)).toBe('1 open → closed: replicas-well');
    shop.kafka.watcher?.brokerDown(3, 'ECONNREFUSED');
    await shop.clock.settle();
    expect(shop.kafka.requests.map(({ partition }) => partition)).toEqual([1, 1, 4]);
  });

  it('holds up no record in the queue behind a request that hangs', async () => {
    const shop = new Shop({}, SIX);
    await shop.sent(10, '1:warm');
    shop.kafka.mood(1, 'hangs');
    shop.send('1:a');
    const queued = shop.send('1:b');
    await shop.clock.settle();
    shop.kafka.watcher?.brokerDown(2, 'ECONNREFUSED');
    await shop.clock.pass(5);
    expect((await queued).map(inShort)).toEqual(['4@0 diverted']);
  });
});

describe('with strictKeyOrder', () => {
  it('a key waits for its partition, in order, however long; a record without a key goes around', async () => {
    const shop = new Shop({ strictKeyOrder: true }, SIX);
    await shop.sent(10, '1:warm');
    shop.kafka.mood(1, 'LEADER_NOT_AVAILABLE');
    shop.kafka.mood(0, 'connection-lost');
    const keyed = Promise.all([shop.send('1:a', '1:b'), shop.send('1:c')]);
    const keyless = shop.send(':x');
    await shop.clock.pass(8_000);
    shop.kafka.mood(1, 1);
    await shop.clock.pass(1_100);
    expect((await keyed).flat().map(inShort)).toEqual(['1@1', '1@2', '1@3']);
    expect((await keyless).map(inShort)).toEqual(['2@0 diverted']);
  });

  it('what is in flight is not sent elsewhere when a broker dies', async () => {
    const shop = new Shop({ strictKeyOrder: true }, SIX);
    await shop.sent(10, '1:warm');
    shop.kafka.mood(1, 'hangs');
    const outcomes = shop.send('1:a');
    await shop.clock.settle();
    shop.kafka.watcher?.brokerDown(2, 'ECONNREFUSED');
    await shop.clock.pass(4_000);
    shop.kafka.thaw(1);
    expect((await outcomes).map(inShort)).toEqual(['1@1']);
    expect(shop.kafka.logs[1]).toEqual(['warm', 'a']);
  });
});

describe('what is not acknowledged in time', () => {
  it('fails, and says what the last try met', async () => {
    const shop = new Shop({}, aTopic(TOPIC, 1));
    shop.kafka.mood(0, 'NOT_ENOUGH_REPLICAS');
    const outcomes = shop.send('0:a');
    await shop.clock.pass(30_000);
    expect(await outcomes).toEqual([
      {
        is: 'failed',
        error: expect.objectContaining({
          code: 'timed-out',
          message:
            'A record of orders was not acknowledged within 30000 ms; the last try: NOT_ENOUGH_REPLICAS.',
        }),
      },
    ]);
  });

  it('is not sent after that', async () => {
    const shop = new Shop({}, aTopic(TOPIC, 1));
    shop.kafka.mood(0, 'NOT_ENOUGH_REPLICAS');
    await shop.sent(30_000, '0:a');
    shop.kafka.mood(0, 1);
    expect(await shop.sent(2_000, '0:b')).toEqual(['0@0']);
    expect(shop.kafka.logs[0]).toEqual(['b']);
  });

  it('does not hammer a partition that fails', async () => {
    const shop = new Shop({}, aTopic(TOPIC, 1));
    shop.kafka.mood(0, 'NOT_ENOUGH_REPLICAS');
    await shop.sent(30_000, '0:a');
    expect(shop.kafka.requests.length).toBeLessThan(40);
  });
});

describe('topics', () => {
  it('that come to exist while a record waits take it', async () => {
    const shop = new Shop();
    const { views } = shop.kafka;
    shop.kafka.views = [];
    const outcomes = shop.send('4:a');
    await shop.clock.pass(2_000);
    shop.kafka.views = views;
    await shop.clock.pass(600);
    expect((await outcomes).map(inShort)).toEqual(['4@0']);
    expect(shop.kafka.asked).toBeLessThan(10);
  });

  it('are found at once when they are sent to for the first time', async () => {
    const shop = new Shop();
    await shop.sent(10, '4:a');
    shop.kafka.views = [aTopic(TOPIC, 6), aTopic('other', 1)];
    const outcomes = shop.producer.send([{ topic: 'other', value: 'b' }]);
    await shop.clock.pass(1);
    expect((await outcomes).map(inShort)).toEqual(['0@0']);
  });

  it('that never do fail it, with what they lack', async () => {
    const shop = new Shop();
    shop.kafka.views = [];
    const outcomes = shop.send('4:a');
    await shop.clock.pass(30_000);
    const [outcome] = await outcomes;
    expect(outcome).toMatchObject({ is: 'failed', error: { code: 'timed-out' } });
    expect(outcome).toMatchObject({
      error: { message: expect.stringContaining('The topic orders has no partitions') },
    });
  });

  it.each([['is refused', new Error('no')] as const, ['never comes', 'hangs'] as const])(
    'whose metadata %s are asked for again',
    async (_what, answer) => {
      const shop = new Shop();
      const { views } = shop.kafka;
      shop.kafka.views = answer;
      const outcomes = shop.send('4:a');
      await shop.clock.pass(6_000);
      shop.kafka.views = views;
      await shop.clock.pass(6_000);
      expect((await outcomes).map(inShort)).toEqual(['4@0']);
    },
  );

  it('that lose a partition have its records go to others', async () => {
    const shop = new Shop();
    await shop.sent(10, '4:warm');
    shop.kafka.mood(4, 'UNKNOWN_TOPIC_OR_PARTITION');
    shop.kafka.views = [aTopic(TOPIC, 3)];
    expect(await shop.sent(1_000, '4:a', '4:b')).toEqual(['1@0', '1@1']);
  });

  it('that are deleted and made again take what waited', async () => {
    const shop = new Shop();
    await shop.sent(10, '4:warm');
    const { views } = shop.kafka;
    shop.kafka.mood(4, 'UNKNOWN_TOPIC_OR_PARTITION');
    shop.kafka.views = [];
    const outcomes = shop.send('4:a');
    await shop.clock.pass(3_000);
    shop.kafka.mood(4, 1);
    shop.kafka.views = views;
    await shop.clock.pass(1_000);
    expect((await outcomes).map(inShort)).toEqual(['4@1']);
  });

  it('that were not used for five minutes are forgotten', async () => {
    const shop = new Shop();
    await shop.sent(10, '4:a');
    await shop.clock.pass(300_001);
    await shop.producer.send([{ topic: 'other', value: 'b' }].slice(0, 0));
    shop.producer.send([{ topic: 'other', value: 'b' }]);
    await shop.clock.pass(1);
    shop.kafka.watcher?.brokerDown(4, 'ECONNREFUSED');
    expect(shop.producer.sick).toBe(0);
  });
});

describe('bounds', () => {
  it('what is more than may wait fails at once, and there is room again afterwards', async () => {
    const shop = new Shop({ bufferBytes: 200 });
    await shop.sent(10, '4:warm');
    expect(await shop.sent(10, '4:a', '4:b', '4:c', '4:d')).toEqual(['4@1', '4@2', '4@3', 'full']);
    expect(await shop.sent(10, '4:e')).toEqual(['4@4']);
  });

  it('thousands of records in flight at once all end, once', async () => {
    const shop = new Shop();
    shop.kafka.mood(4, 'connection-lost');
    shop.kafka.mood(2, 'NOT_LEADER_OR_FOLLOWER');
    shop.kafka.mood(3, 'hangs');
    const sends = Array.from({ length: 3_000 }, (_, at) => shop.send(`${at % 6}:${at}`, `:${at}`));
    await shop.clock.pass(30_000);
    const outcomes = (await Promise.all(sends)).flat();
    expect(outcomes.map(({ is }) => is)).toEqual(outcomes.map(() => 'acknowledged'));
    expect(shop.producer.counts).toMatchObject({ accepted: 6_000, acknowledged: 6_000, failed: 0 });
  });
});

describe('a partitioner', () => {
  it('that throws, or gives nonsense, fails the record and no other', async () => {
    const clock = new HandClock();
    const producer = new BalancedProducer({
      client: new FakeKafka(clock),
      clock,
      partitioner: (key) => {
        if (key === 'throws') throw new Error('mine');
        return Number(key);
      },
    });
    const keys = ['throws', 'nonsense', '5'];
    const outcomes = producer.send(keys.map((key) => ({ topic: TOPIC, key, value: '' })));
    await clock.pass(10);
    expect((await outcomes).map(inShort)).toEqual(['bad-partition', 'bad-partition', '5@0']);
  });
});

describe('closing', () => {
  it('waits for what is on its way, takes nothing more, and closes the client', async () => {
    const shop = new Shop();
    await shop.sent(10, '4:warm');
    const last = shop.send('4:a');
    const closed = shop.producer.close();
    expect(await shop.sent(0, '4:b')).toEqual(['closed']);
    expect(shop.kafka.closed).toBe(false);
    await shop.clock.pass(10);
    await Promise.all([closed, shop.producer.close()]);
    expect((await last).map(inShort)).toEqual(['4@1']);
    expect(shop.kafka.closed).toBe(true);
  });
});
