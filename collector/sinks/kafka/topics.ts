import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, createTopicsV7, metadataV12 } from '@platformatic/kafka';
import type { Brokers } from './brokers.ts';
import { errorName } from './produce-answer.ts';

/** A topic that is made if it is missing. One that exists is left as it is. */
export interface WantedTopic {
  readonly name: string;
  readonly partitions: number;
  /** Bytes of the largest batch of records. @default - the broker's own, usually 1 MiB */
  readonly largestBatch?: number;
}

/** A topic as it is. */
export interface Topic {
  readonly name: string;
  /** The connection to the leader of each partition, at least one. */
  readonly leaders: readonly Connection[];
}

/** Milliseconds that the controller may take to make topics. */
const CREATE_PATIENCE = 3_000;

/** Milliseconds between two looks at a topic that has no leaders yet; an election takes hundreds. */
const LOOK_AGAIN = 50;

/**
 * Finds a topic and connects to the leaders of its partitions, waiting for those that are still to be elected. Makes it if
 * it is missing.
 *
 * @param from any broker of the cluster
 * @throws Error with a text for people
 */
export async function findTopic(brokers: Brokers, from: Connection, wanted: WantedTopic): Promise<Topic> {
  const { name } = wanted;
  for (;;) {
    const cluster = await brokers.ask(from, metadataV12.api, [name], false, false);
    const topic = cluster.topics[0];
    const state = errorName(topic?.errorCode ?? 0);
    if (state === 'UNKNOWN_TOPIC_OR_PARTITION') await createTopic(brokers, from, wanted);
    else if (state !== 'NONE' && state !== 'LEADER_NOT_AVAILABLE')
      throw new Error(`the topic ${name}: ${state}`);
    const leaders = leadersOf(topic?.partitions ?? [], cluster.brokers);
    if (leaders !== undefined) {
      const connections = leaders.map((leader) => brokers.one(leader));
      return { name, leaders: await Promise.all(connections) };
    }
    await sleep(LOOK_AGAIN);
  }
}

/** @returns `host:port` by partition; undefined while one of them has no leader */
function leadersOf(
  partitions: readonly metadataV12.MetadataResponsePartition[],
  brokers: readonly metadataV12.MetadataResponseBroker[],
): readonly string[] | undefined {
  const leaders: string[] = [];
  for (const { partitionIndex, leaderId } of partitions) {
    const leader = brokers.find(({ nodeId }) => nodeId === leaderId);
    if (leader === undefined) return undefined;
    leaders[partitionIndex] = `${leader.host}:${leader.port}`;
  }
  return leaders.length > 0 && leaders.length === partitions.length ? leaders : undefined;
}

async function createTopic(brokers: Brokers, from: Connection, wanted: WantedTopic): Promise<void> {
  const { name, partitions, largestBatch } = wanted;
  const request = {
    name,
    numPartitions: partitions,
    replicationFactor: -1, // the broker's default
    assignments: [],
    configs: largestBatch === undefined ? [] : [{ name: 'max.message.bytes', value: String(largestBatch) }],
  };
  const { topics } = await brokers.ask(from, createTopicsV7.api, [request], CREATE_PATIENCE, false);
  const error = errorName(topics[0]?.errorCode ?? 0);
  // Exists already: somebody else was faster.
  if (error === 'NONE' || error === 'TOPIC_ALREADY_EXISTS') return;
  throw new Error(
    `the topic ${name} is missing and cannot be made: ${error}: ${topics[0]?.errorMessage ?? ''}`,
  );
}
