import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTopicsV7, deleteTopicsV6 } from '@platformatic/kafka';
import { KafkaSink } from '../../../collector/sinks/kafka-sink.ts';
import { until } from '../../../rehearsal/until.ts';
import { PATIENCE, TestBroker } from '../../journeys/kafka/broker.ts';
import { ids } from '../fixtures/records.ts';
import { readTopic, type TopicRecord } from './read-topic.ts';
import { deliver, event, keepsTheSinkContract } from './sink-contract.ts';

const DEADLINE = 20_000;
const TWO_MEBIBYTES = 2 * 1024 * 1024;

let kafka: TestBroker;
const opened: KafkaSink[] = [];

beforeAll(async () => {
  kafka = await TestBroker.make();
  await kafka.start();
}, PATIENCE);

afterEach(async () => {
  for (const sink of opened.splice(0)) await sink.close();
});

afterAll(async () => {
  await kafka?.remove();
}, PATIENCE);

function sinkOf(topic: string, bootstrap = () => Promise.resolve([kafka.bootstrap])): KafkaSink {
  return new KafkaSink({ topic, partitions: 6, security: 'open', bootstrap });
}

async function connected(topic: string): Promise<KafkaSink> {
  const sink = sinkOf(topic);
  opened.push(sink);
  await sink.connect();
  return sink;
}

async function recordsOf(topic: string): Promise<TopicRecord[]> {
  const broker = kafka.connect();
  return await readTopic(broker, topic).finally(() => broker.close());
}

/** A topic of somebody else's. */
async function makeTopic(name: string, numPartitions: number, config: Record<string, string> = {}) {
  const broker = kafka.connect();
  const configs = Object.entries(config).map(([key, value]) => ({ name: key, value }));
  const topic = { name, numPartitions, replicationFactor: 1, assignments: [], configs };
  await broker.ask(createTopicsV7.api, [topic], DEADLINE, false).finally(() => broker.close());
}

async function deleteTopic(name: string): Promise<void> {
  const broker = kafka.connect();
  await broker.ask(deleteTopicsV6.api, [{ name }], DEADLINE).finally(() => broker.close());
}

describe('the Kafka sink', () => {
  keepsTheSinkContract(() => {
    const sink = sinkOf('events');
    let stopped = false;
    return Promise.resolve({
      sink,
      notices: true,
      async arrived(lane) {
        const records = await recordsOf(lane === 'events' ? 'events' : 'events.dead-letter');
        return records.map(({ id, type, key, value }) => ({ id, type, key, value }));
      },
      async leave() {
        stopped = true;
        await kafka.stop();
      },
      hang: () => kafka.freeze(),
      async comeBack() {
        if (stopped) await kafka.start();
        else kafka.thaw();
        stopped = false;
      },
      close: () => sink.close(),
    });
  });
});

describe('a real Kafka', () => {
  it(
    'gives all headers and the bytes to clients that are not ours',
    async () => {
      const sink = await connected('shop');
      const records = Array.from({ length: 50 }, (_, n) => event({ key: `customer-${n}` }));
      expect(await deliver(sink, records)).toEqual({ unsent: [], rejected: [] });
      const arrived = await recordsOf('shop');
      expect(new Set(arrived.map(({ partition }) => partition)).size).toBe(6);
      expect(arrived.find(({ id }) => id === records[0]?.id)?.headers).toEqual(records[0]?.headers);
      const values = await kafka.apache.consumeAll('shop');
      expect(values.toSorted()).toEqual(records.map(({ value }) => value.toString()).toSorted());
    },
    PATIENCE,
  );

  it('rejects an event that is too large, and takes the others in order', async () => {
    const sink = await connected('sizes');
    const large = event({ key: 'anna', value: Buffer.alloc(TWO_MEBIBYTES, '1') });
    const before = Array.from({ length: 5 }, () => event({ key: 'anna' }));
    const after = Array.from({ length: 5 }, () => event({ key: 'anna' }));
    const { unsent, rejected } = await deliver(sink, [...before, large, ...after]);
    expect(unsent).toEqual([]);
    expect(rejected).toEqual([{ record: large, reason: expect.stringMatching(/^MESSAGE_TOO_LARGE: /) }]);
    expect((await recordsOf('sizes')).map(({ id }) => id)).toEqual(ids([...before, ...after]));
    expect(sink.connected).toBe(true);
    const dead = { ...large, lane: 'dead-letter' } as const;
    expect(await deliver(sink, [dead])).toEqual({ unsent: [], rejected: [] });
    const [letter] = await recordsOf('sizes.dead-letter');
    expect(letter?.value).toHaveLength(TWO_MEBIBYTES);
  });

  it('takes more events at once than fit into one batch', async () => {
    const sink = await connected('plenty');
    const value = Buffer.alloc(100_000, '1');
    const records = Array.from({ length: 30 }, () => event({ key: 'anna', value }));
    expect(await deliver(sink, records)).toEqual({ unsent: [], rejected: [] });
    expect((await recordsOf('plenty')).map(({ id }) => id)).toEqual(ids(records));
  });

  it('rejects what only this topic rejects: events without a key where the last of each key is kept', async () => {
    await makeTopic('latest', 1, { 'cleanup.policy': 'compact' });
    const sink = await connected('latest');
    const records = [event({ key: 'a' }), event(), event({ key: 'b' }), event({ key: 'a' })];
    const { unsent, rejected } = await deliver(sink, records);
    expect(unsent).toEqual([]);
    expect(rejected).toEqual([{ record: records[1], reason: expect.stringMatching(/^INVALID_RECORD: /) }]);
    expect((await recordsOf('latest')).map(({ id }) => id)).toEqual(ids(records.toSpliced(1, 1)));
  });

  it('gives back what it sends to a topic that was deleted, and gets it anew', async () => {
    const sink = await connected('fleeting');
    await deliver(sink, [event()]);
    await deleteTopic('fleeting');
    const records = [event(), event({ key: 'anna' })];
    // The broker hears of it after it was answered.
    const refused = async () => {
      const outcome = await sink.send(records, DEADLINE);
      return outcome.why && outcome;
    };
    const outcome = await until(refused, { what: 'the topic is gone', timeout: PATIENCE, every: 20 });
    expect(outcome).toMatchObject({
      unsent: records,
      rejected: [],
      why: { code: 'unreachable', text: expect.stringMatching(/^UNKNOWN_TOPIC_OR_PARTITION: /) },
    });
    expect(sink.connected).toBe(false);
    expect(await deliver(sink, records)).toEqual({ unsent: [], rejected: [] });
  });

  it('keeps a topic as somebody made it', async () => {
    await makeTopic('small', 2);
    const sink = await connected('small');
    const records = Array.from({ length: 40 }, (_, n) => event({ key: `customer-${n}` }));
    expect(await deliver(sink, records)).toEqual({ unsent: [], rejected: [] });
    const partitions = (await recordsOf('small')).map(({ partition }) => partition);
    expect([...new Set(partitions)].toSorted()).toEqual([0, 1]);
  });

  it('is asked for its address at each connect, as it may have moved', async () => {
    const addresses = [['localhost:1'], ['localhost:1', kafka.bootstrap]];
    const sink = sinkOf('moved', () => Promise.resolve(addresses.shift() ?? []));
    opened.push(sink);
    await expect(sink.connect()).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/^Kafka cannot be reached: .*localhost:1/),
    });
    await sink.connect();
    expect(await deliver(sink, [event()])).toEqual({ unsent: [], rejected: [] });
  });
});
