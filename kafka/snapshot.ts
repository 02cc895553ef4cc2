import { listGroupsV5, listOffsetsV9, metadataV12, offsetFetchV9 } from '@platformatic/kafka';
import type { Snapshot } from './activity.ts';
import type { Broker } from './broker.ts';
import { BYTES_OUT_METRIC, parseBytesOut } from './bytes-out.ts';
import { KafkaError } from './errors.ts';

/** Topics of Kafka itself and our own probe's. */
const INTERNAL = '__';

/** Kafka's timestamp that stands for the end of a partition. */
const LATEST = -1n;

/** No replica but a client. */
const CLIENT = -1;

const READ_UNCOMMITTED = 0;

/** Groups whose positions OffsetFetch knows; a share group's progress shows in the bytes sent. */
const GROUP_TYPES = ['classic', 'consumer', 'streams'];

/** Milliseconds; the reporter is in the broker's own process. */
const METRICS_PATIENCE = 2_000;

/**
 * Looks at everything that use would move. Four requests to the broker and one to its metrics reporter, however many
 * topics there are.
 *
 * @throws KafkaError `metrics-unreachable`, `bad-metrics`; the library's errors if the broker does not answer
 */
export async function takeSnapshot(broker: Broker, metricsPort: number): Promise<Snapshot> {
  const [ends, commits, sent] = await Promise.all([
    endOffsets(broker),
    committedOffsets(broker),
    bytesSent(metricsPort),
  ]);
  return { ends, commits, sent };
}

async function endOffsets(broker: Broker): Promise<Map<string, bigint>> {
  const { topics } = await broker.ask(metadataV12.api, null, false, false);
  const wanted = topics.flatMap(({ name, partitions }) =>
    !name || name.startsWith(INTERNAL)
      ? []
      : [{ name, partitions: partitions.map(({ partitionIndex }) => latest(partitionIndex)) }],
  );
  const ends = new Map<string, bigint>();
  if (wanted.length === 0) return ends;
  const answer = await broker.ask(listOffsetsV9.api, CLIENT, READ_UNCOMMITTED, wanted);
  for (const { name, partitions } of answer.topics) {
    for (const { partitionIndex, offset } of partitions) ends.set(`${name}-${partitionIndex}`, offset);
  }
  return ends;
}

function latest(partitionIndex: number) {
  return { partitionIndex, currentLeaderEpoch: -1, timestamp: LATEST };
}

async function committedOffsets(broker: Broker): Promise<Map<string, bigint>> {
  const { groups } = await broker.ask(listGroupsV5.api, [], GROUP_TYPES);
  const commits = new Map<string, bigint>();
  if (groups.length === 0) return commits;
  const wanted = groups.map(({ groupId }) => ({ groupId, memberEpoch: -1 }));
  const answer = await broker.ask(offsetFetchV9.api, wanted, false);
  for (const { groupId, topics } of answer.groups) {
    for (const { name, partitions } of topics.filter((topic) => !topic.name.startsWith(INTERNAL))) {
      for (const { partitionIndex, committedOffset } of partitions) {
        commits.set(`${groupId} on ${name}-${partitionIndex}`, committedOffset);
      }
    }
  }
  return commits;
}

async function bytesSent(port: number): Promise<Map<string, number>> {
  const url = `http://127.0.0.1:${port}/metrics?name[]=${BYTES_OUT_METRIC}_total`;
  let text: string;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(METRICS_PATIENCE) });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    text = await answer.text();
  } catch (cause) {
    throw new KafkaError('metrics-unreachable', `The metrics reporter does not answer at ${url}.`, { cause });
  }
  return new Map([...parseBytesOut(text)].filter(([topic]) => !topic.startsWith(INTERNAL)));
}
