import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fetchV17, metadataV12 } from '@platformatic/kafka';
import { useBetween } from '../../../kafka/activity.ts';
import type { Broker } from '../../../kafka/broker.ts';
import { PROBE_TOPIC, probe } from '../../../kafka/readiness.ts';
import { takeSnapshot } from '../../../kafka/snapshot.ts';
import { until } from '../../../rehearsal/until.ts';
import { PATIENCE, TestBroker } from './broker.ts';

const TOPIC = 'orders.raw';

let kafka: TestBroker;
let broker: Broker;

beforeAll(async () => {
  kafka = await TestBroker.make();
  await kafka.start();
  broker = kafka.connect();
  await kafka.apache.createTopic(TOPIC);
}, PATIENCE);

afterAll(async () => {
  await broker?.close();
  await kafka?.remove();
}, PATIENCE);

/** What the agent would call use while `happen` happens. */
async function useWhile(happen: () => Promise<unknown>): Promise<string | undefined> {
  const before = await takeSnapshot(broker, kafka.ports.METRICS);
  await happen();
  return useBetween(before, await takeSnapshot(broker, kafka.ports.METRICS));
}

/** One story on one broker, told by clients that are not ours. */
describe('use of a real Kafka', () => {
  it('is not an empty topic, nor our own probe', async () => {
    expect(await useWhile(() => probe(broker))).toBeUndefined();
    const { ends, sent } = await takeSnapshot(broker, kafka.ports.METRICS);
    expect([...ends.keys()]).toEqual([`${TOPIC}-0`]);
    expect([...sent.keys()].filter((topic) => topic === PROBE_TOPIC)).toEqual([]);
  });

  it(
    'is records that are written',
    async () => {
      expect(await useWhile(() => kafka.apache.produce(TOPIC, ['tea', 'milk']))).toBe(
        `records written to ${TOPIC}-0`,
      );
    },
    PATIENCE,
  );

  it(
    'is a consumer without a group, which only the bytes show',
    async () => {
      const read = await useWhile(() => kafka.apache.consumeWithoutGroup(TOPIC, 2));
      expect(read).toBe('records read from orders_raw');
      const { commits } = await takeSnapshot(broker, kafka.ports.METRICS);
      expect(commits).toEqual(new Map());
    },
    PATIENCE,
  );

  it(
    'is a consumer in a group, whose position shows too',
    async () => {
      await useWhile(() => kafka.apache.consumeInGroup(TOPIC, 'shop', 2));
      const { commits } = await takeSnapshot(broker, kafka.ports.METRICS);
      expect(commits).toEqual(new Map([[`shop on ${TOPIC}-0`, 2n]]));
    },
    PATIENCE,
  );

  it(
    'is not a consumer that waits: it fetches again and again and is sent nothing',
    async () => {
      const consumer = await kafka.apache.startIdleConsumer(TOPIC);
      try {
        let printed = '';
        consumer.stdout?.on('data', (chunk) => {
          printed += chunk;
        });
        // Once it prints a record it is connected and waits for the next one.
        const prints = async () => {
          await kafka.apache.produce(TOPIC, ['bread']);
          return printed === '' ? undefined : true;
        };
        await until(prints, { what: 'the consumer prints a record', timeout: PATIENCE });
        expect(await useWhile(fetchNothing)).toBeUndefined();
      } finally {
        consumer.kill('SIGKILL');
      }
    },
    PATIENCE,
  );

  it(
    'is seen after a restart too, though the count of bytes begins anew',
    async () => {
      const before = await takeSnapshot(broker, kafka.ports.METRICS);
      await kafka.stop();
      await kafka.start();
      const restarted = await takeSnapshot(broker, kafka.ports.METRICS);
      expect(useBetween(before, restarted)).toBeUndefined();
      await kafka.apache.consumeWithoutGroup(TOPIC, 2);
      const after = await takeSnapshot(broker, kafka.ports.METRICS);
      expect(useBetween(before, after) ?? useBetween(restarted, after)).toBe('records read from orders_raw');
    },
    PATIENCE,
  );
});

/** Waits for records at the end of the topic, five times as long as Apache's consumer waits for each of its fetches. */
async function fetchNothing(): Promise<void> {
  const { topics } = await broker.ask(metadataV12.api, [TOPIC], false, false);
  const { ends } = await takeSnapshot(broker, kafka.ports.METRICS);
  const partition = {
    partition: 0,
    currentLeaderEpoch: -1,
    lastFetchedEpoch: -1,
    fetchOffset: ends.get(`${TOPIC}-0`) ?? 0n,
    partitionMaxBytes: 1_048_576,
  };
  const wanted = [{ topicId: topics[0]?.topicId ?? '', partitions: [partition] }];
  const { responses } = await broker.ask(fetchV17.api, 2_500, 1, 1_048_576, 0, 0, -1, wanted, [], '');
  expect(responses[0]?.partitions[0]?.records ?? []).toEqual([]);
}
