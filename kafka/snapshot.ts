import {
  type Broker as Address,
  listGroupsV5,
  listOffsetsV9,
  metadataV12,
  offsetFetchV9,
} from '@platformatic/kafka';
import type { Snapshot } from './activity.ts';
import { addressOf } from './address-of.ts';
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
 * Looks at everything that use would move. One request to the broker for the metadata, three to every broker of its
 * cluster and one to its own metrics reporter, however many topics there are. Ends are asked of the partitions' leaders
 * and positions of the groups' coordinators wherever they are, so that nothing moves when they do.
 *
 * @throws KafkaError `metrics-unreachable`, `bad-metrics`; the library's errors if the broker does not answer
 */
export async function takeSnapshot(broker: Broker, metricsPort: number): Promise<Snapshot> {
  const [metadata, sent] = await Promise.all([
    broker.ask(metadataV12.api, null, false, false),
    bytesSent(metricsPort),
  ]);
  const [ends, commits] = await Promise.all([
    endOffsets(broker, metadata),
    Promise.all(metadata.brokers.map((address) => committedOffsets(broker, address))),
  ]);
  return { ends, commits: new Map(commits.flatMap((some) => [...some])), sent };
}

async function endOffsets(
  broker: Broker,
  { brokers, topics }: metadataV12.MetadataResponse,
): Promise<Map<string, bigint>> {
  const counted = topics.flatMap(({ name, partitions }) =>
    !name || name.startsWith(INTERNAL) ? [] : partitions.map((partition) => ({ name, ...partition })),
  );
  const byLeader = Map.groupBy(counted, ({ leaderId }) => leaderId);
  const answers = await Promise.all(
    [...byLeader].map(([leader, led]) =>
      broker.askAt(addressOf(brokers, leader), listOffsetsV9.api, CLIENT, READ_UNCOMMITTED, byTopic(led)),
    ),
  );
  const ends = new Map<string, bigint>();
  for (const { name, partitions } of answers.flatMap((answer) => answer.topics)) {
    for (const { partitionIndex, offset } of partitions) ends.set(`${name}-${partitionIndex}`, offset);
  }
  return ends;
}

function byTopic(counted: readonly { readonly name: string; readonly partitionIndex: number }[]) {
  return [...Map.groupBy(counted, ({ name }) => name)].map(([name, partitions]) => ({
    name,
    partitions: partitions.map(({ partitionIndex }) => latest(partitionIndex)),
  }));
}

function latest(partitionIndex: number) {
  return { partitionIndex, currentLeaderEpoch: -1, timestamp: LATEST };
}

/** Of the groups that one broker coordinates. */
async function committedOffsets(broker: Broker, coordinator: Address): Promise<Map<string, bigint>> {
  const { groups } = await broker.askAt(coordinator, listGroupsV5.api, [], GROUP_TYPES);
  const commits = new Map<string, bigint>();
  if (groups.length === 0) return commits;
  const wanted = groups.map(({ groupId }) => ({ groupId, memberEpoch: -1 }));
  const answer = await broker.askAt(coordinator, offsetFetchV9.api, wanted, false);
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
