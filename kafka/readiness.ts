import { randomUUID } from 'node:crypto';
import {
  type Broker as Address,
  createTopicsV7,
  fetchV17,
  findErrorBy,
  metadataV12,
  ProduceAcks,
  produceV11,
} from '@platformatic/kafka';
import { addressOf } from './address-of.ts';
import type { Broker } from './broker.ts';
import { KafkaError } from './errors.ts';
import { explain } from './explain.ts';

/** Holds nothing but the probe's own records. */
export const PROBE_TOPIC = '__catnap_probe';

/** Kafka's smallest segment, and one of them: a record every few seconds must not fill the disk. */
const PROBE_TOPIC_CONFIG = [
  { name: 'segment.bytes', value: '1048576' },
  { name: 'retention.bytes', value: '1048576' },
];

/** Milliseconds that the broker may take to store the record, or to find it. */
const BROKER_PATIENCE = 3_000;

const PARTITION = 0;

/** -1: no opinion about leader epochs, which concern replication. */
const WHOLE_PARTITION = {
  partition: PARTITION,
  currentLeaderEpoch: -1,
  lastFetchedEpoch: -1,
  partitionMaxBytes: 1_048_576,
};

/** Epoch -1: a single fetch, without a session that the broker would have to remember. */
const ONE_FETCH = {
  maxWait: BROKER_PATIENCE,
  minBytes: 1,
  maxBytes: 1_048_576,
  isolation: 0,
  session: 0,
  sessionEpoch: -1,
};

/**
 * Sends a record through Kafka and reads it back: it is ready if that succeeds. One attempt. In a cluster the record is
 * acknowledged by as many brokers as must have it, whichever of them is asked.
 *
 * @throws KafkaError `not-ready`, with what went wrong
 */
export async function probe(broker: Broker): Promise<void> {
  try {
    const { topicId, leader } = (await findTopic(broker)) ?? (await makeTopic(broker));
    const value = Buffer.from(randomUUID());
    const offset = await produce(broker, leader, value);
    const found = await read(broker, leader, topicId, offset);
    if (!found?.equals(value)) throw new Error(`offset ${offset} of ${PROBE_TOPIC} holds another record`);
  } catch (cause) {
    throw new KafkaError('not-ready', `No record went through Kafka and back: ${explain(cause)}`, { cause });
  }
}

/** Where the topic's one partition is. */
interface ProbeTopic {
  readonly topicId: string;
  readonly leader: Address;
}

/** @returns undefined if there is no such topic */
async function findTopic(broker: Broker): Promise<ProbeTopic | undefined> {
  try {
    const { topics, brokers } = await broker.ask(metadataV12.api, [PROBE_TOPIC], false, false);
    const [topic] = topics;
    return topic && { topicId: topic.topicId, leader: addressOf(brokers, topic.partitions[0]?.leaderId) };
  } catch (error) {
    if (error instanceof Error && findErrorBy(error, 'apiId', 'UNKNOWN_TOPIC_OR_PARTITION')) return undefined;
    throw error;
  }
}

async function makeTopic(broker: Broker): Promise<ProbeTopic> {
  await createTopic(broker);
  const made = await findTopic(broker);
  if (made === undefined)
    throw new Error(`the broker does not know yet of ${PROBE_TOPIC}, which was just made`);
  return made;
}

async function createTopic(broker: Broker): Promise<void> {
  const topic = {
    name: PROBE_TOPIC,
    numPartitions: 1,
    replicationFactor: -1, // the broker's default
    assignments: [],
    configs: PROBE_TOPIC_CONFIG,
  };
  await broker.ask(createTopicsV7.api, [topic], BROKER_PATIENCE, false);
}

async function produce(broker: Broker, leader: Address, value: Buffer): Promise<bigint> {
  const record = { topic: PROBE_TOPIC, partition: PARTITION, value };
  const answer = await broker.askAt(leader, produceV11.api, ProduceAcks.ALL, BROKER_PATIENCE, [record], {});
  const offset =
    typeof answer === 'boolean' ? undefined : answer.responses[0]?.partitionResponses[0]?.baseOffset;
  if (offset === undefined) throw new Error('the broker did not say where it stored the record');
  return offset;
}

async function read(
  broker: Broker,
  leader: Address,
  topicId: string,
  offset: bigint,
): Promise<Buffer | undefined> {
  const partition = { ...WHOLE_PARTITION, fetchOffset: offset };
  const topics = [{ topicId, partitions: [partition] }];
  const { maxWait, minBytes, maxBytes, isolation, session, sessionEpoch } = ONE_FETCH;
  const answer = await broker.askAt(
    leader,
    fetchV17.api,
    maxWait,
    minBytes,
    maxBytes,
    isolation,
    session,
    sessionEpoch,
    topics,
    [],
    '',
  );
  const batch = answer.responses[0]?.partitions[0]?.records?.[0];
  return batch?.records[Number(offset - batch.firstOffset)]?.value ?? undefined;
}
