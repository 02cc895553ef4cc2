import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Admin } from '@platformatic/kafka';
import { hashOfKey } from '../../../balancer/partitioner.ts';
import { PlatformaticClient } from '../../../balancer/platformatic/platformatic-client.ts';
import { BalancedProducer } from '../../../balancer/producer/balanced-producer.ts';
import type { ProducerOptions } from '../../../balancer/producer/options.ts';
import type { Outcome } from '../../../balancer/record.ts';
import { until } from '../../../rehearsal/until.ts';
import { PATIENCE, TestBroker } from '../../journeys/kafka/broker.ts';
import { inWords } from '../balanced-topic.ts';
import { readTopic } from './read-topic.ts';

const run = promisify(execFile);

let kafka: TestBroker;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  kafka = await TestBroker.make();
  await kafka.start();
}, PATIENCE);

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
}, PATIENCE);

afterAll(async () => {
  await kafka?.remove();
}, PATIENCE);

/** A producer at the real broker, and what its balancer told. */
function aProducer(options: ProducerOptions = {}): { producer: BalancedProducer; told: string[] } {
  const told: string[] = [];
  const producer = new BalancedProducer({
    client: new PlatformaticClient({ bootstrapBrokers: [kafka.bootstrap], clientId: 'test' }),
    options,
    listener: (event) => told.push(inWords(event)),
  });
  closing.push(() => producer.close());
  return { producer, told };
}

async function asAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Admin({ clientId: 'admin', bootstrapBrokers: [kafka.bootstrap] });
  try {
    return await work(admin);
  } finally {
    await admin.close();
  }
}

function createTopic(topic: string, partitions: number): Promise<unknown> {
  return asAdmin((admin) => admin.createTopics({ topics: [topic], partitions, replicas: 1 }));
}

function codes(outcomes: readonly Outcome[]): string[] {
  return outcomes.map((outcome) => (outcome.is === 'failed' ? outcome.error.code : outcome.is));
}

describe('a producer at a real broker', () => {
  it(
    'writes what it was given where Java would have put it',
    async () => {
      await createTopic('plain', 6);
      const { producer, told } = aProducer();
      const records = [
        {
          topic: 'plain',
          key: 'grüße',
          value: 'ä',
          headers: { 'event-id': '1', raw: Buffer.from([104, 105]) },
        },
        { topic: 'plain', key: Buffer.from('b'), value: Buffer.from('two') },
        { topic: 'plain', key: 'gone', value: null },
        { topic: 'plain', key: '', value: '' },
      ];
      const outcomes = await producer.send(records);
      const read = await readTopic(kafka.bootstrap, 'plain');
      const expected = records.map(({ key, value, headers = {} }, at) => ({
        partition: hashOfKey(key) % 6,
        offset: expect.any(BigInt),
        key: key.toString(),
        value: value?.toString(),
        headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, text.toString()])),
        at,
      }));
      for (const { at, ...record } of expected) {
        expect(read).toContainEqual(record);
        expect(outcomes[at]).toMatchObject({
          is: 'acknowledged',
          partition: record.partition,
          diverted: false,
        });
      }
      expect(read).toHaveLength(records.length);
      expect(told).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'loses nothing that was acknowledged when the broker is killed and comes back, and ends each record once',
    async () => {
      await createTopic('killed', 6);
      const { producer, told } = aProducer();
      await producer.send([{ topic: 'killed', key: 'warm', value: 'warm' }]);
      let sending = true;
      const sends: Promise<[value: string, outcome: Outcome][]>[] = [];
      const stream = (async () => {
        for (let serial = 0; sending; serial++) {
          const values = Array.from({ length: 20 }, (_, at) => `${serial}-${at}`);
          const outcomes = producer.send(values.map((value) => ({ topic: 'killed', key: value, value })));
          sends.push(outcomes.then((all) => all.map((outcome, at) => [values[at] ?? '', outcome])));
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      })();
      await until(async () => sends.length > 100 || undefined, { what: 'much is sent', timeout: PATIENCE });
      await kafka.kill();
      await until(async () => told.some((line) => line.startsWith('broker')) || undefined, {
        what: 'the death is noticed',
        timeout: PATIENCE,
      });
      await kafka.start();
      const { acknowledged } = producer.counts;
      const well = () => producer.sick === 0 && producer.counts.acknowledged > acknowledged + 1_000;
      await until(async () => well() || undefined, {
        what: 'all partitions are used again',
        timeout: PATIENCE,
      });
      sending = false;
      await stream;
      const outcomes = (await Promise.all(sends)).flat();
      const { accepted, acknowledged: all, failed } = producer.counts;
      expect(accepted).toBe(outcomes.length + 1);
      expect(all + failed).toBe(accepted);
      const log = new Map(
        (await readTopic(kafka.bootstrap, 'killed')).map(({ partition, offset, value }) => [
          `${partition}@${offset}`,
          value,
        ]),
      );
      for (const [value, outcome] of outcomes) {
        if (outcome.is === 'acknowledged')
          expect(log.get(`${outcome.partition}@${outcome.offset}`)).toBe(value);
      }
      expect(told).toContain('broker 1 is up');
    },
    2 * PATIENCE,
  );

  it(
    'names what Kafka says, lets only the culprit fail, and opens nothing for it',
    async () => {
      await createTopic('large', 1);
      const { producer, told } = aProducer();
      const outcomes = await producer.send([
        { topic: 'large', value: 'small' },
        { topic: 'large', value: Buffer.alloc(2_000_000, 'x') },
        { topic: 'large', value: 'small too' },
      ]);
      expect(codes(outcomes)).toEqual(['acknowledged', 'refused', 'acknowledged']);
      expect(outcomes[1]).toMatchObject({ error: { message: expect.stringContaining('MESSAGE_TOO_LARGE') } });
      expect(told).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'waits for a topic that comes to exist, and fills partitions that are added',
    async () => {
      const { producer } = aProducer({ metadataMaxAgeMs: 100 });
      const waiting = producer.send([{ topic: 'later', value: 'a' }]);
      await createTopic('later', 1);
      expect(codes(await waiting)).toEqual(['acknowledged']);
      await asAdmin((admin) => admin.createPartitions({ topics: [{ name: 'later', count: 3 }] }));
      const grown = async () => {
        const outcomes = await producer.send(['a', 'b', 'c'].map((value) => ({ topic: 'later', value })));
        const partitions = new Set(
          outcomes.map((outcome) => outcome.is === 'acknowledged' && outcome.partition),
        );
        return partitions.size === 3 || undefined;
      };
      await until(grown, { what: 'all three partitions are used', timeout: PATIENCE });
    },
    PATIENCE,
  );

  it(
    'gives up a broker that hangs, and counts what it acknowledges late',
    async () => {
      await createTopic('frozen', 1);
      const { producer, told } = aProducer({ requestTimeoutMs: 200, failureThreshold: 2 });
      await producer.send([{ topic: 'frozen', value: 'warm' }]);
      kafka.freeze();
      const waiting = producer.send([{ topic: 'frozen', value: 'a' }]);
      try {
        await until(async () => told.length > 0 || undefined, { what: 'a breaker opens', timeout: PATIENCE });
      } finally {
        kafka.thaw();
      }
      expect(codes(await waiting)).toEqual(['acknowledged']);
      expect(told[0]).toBe('0 closed → open: failures no answer within 200 ms');
    },
    PATIENCE,
  );

  it(
    'is what the example shows, which ends by itself',
    async () => {
      const example = join(import.meta.dirname, '../../../examples/balancer/app.ts');
      const { stdout } = await run(process.execPath, [example, kafka.bootstrap, '3']);
      const lines = stdout.trim().split('\n');
      expect(
        lines.filter((line) => /^customer-[012]: order [012] in partition \d, after \d+ ms$/.test(line)),
      ).toHaveLength(3);
      expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ accepted: 3, acknowledged: 3, failed: 0 });
    },
    PATIENCE,
  );
});
