import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { retentionFor } from '../../../kafka/retention.ts';
import { until } from '../../../rehearsal/until.ts';
import { PATIENCE, TestBroker } from './broker.ts';

/** The smallest disk that EBS has. */
const DISK = 1024 ** 3;
const TOPIC = 'orders';
const RECORD = 512 * 1024;
const RECORDS = 80;

let kafka: TestBroker;

beforeAll(async () => {
  kafka = await TestBroker.make(DISK);
  await kafka.start();
  await kafka.apache.createTopic(TOPIC);
}, PATIENCE);

afterAll(async () => {
  await kafka?.remove();
}, PATIENCE);

/** Bytes of the topic's one partition, with those segments that are deleted and not gone yet. */
function size(): number {
  const folder = join(kafka.paths.logDirectory, `${TOPIC}-0`);
  const logs = readdirSync(folder).filter((name) => name.includes('.log'));
  return logs.reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

describe('a real Kafka on a small disk', () => {
  it(
    'keeps of a partition what the disk allows and at most a segment more, the newest records',
    async () => {
      const { bytes, segmentBytes } = retentionFor({ diskBytes: DISK, partitions: 0 });
      expect(RECORD * RECORDS).toBeGreaterThan(2 * bytes - segmentBytes);
      const records = Array.from({ length: RECORDS }, (_, n) => String(n).padEnd(RECORD, '.'));
      await kafka.apache.produce(TOPIC, records);
      const isSmall = () => Promise.resolve(size() <= bytes + segmentBytes || undefined);
      await until(isSmall, { what: 'what is too much has been deleted', timeout: PATIENCE });
      expect(size()).toBeGreaterThan(bytes - segmentBytes);
      const left = await kafka.apache.consumeWithoutGroup(TOPIC, Math.floor(bytes / RECORD));
      expect(Number.parseInt(left[0] ?? '', 10)).toBeGreaterThan(0);
    },
    PATIENCE,
  );
});
