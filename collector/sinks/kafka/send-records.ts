import type { Connection, produceV11 } from '@platformatic/kafka';
import type { EventRecord } from '../../event-record.ts';
import { explain } from '../../explain.ts';
import type { Rejected } from '../sink.ts';
import { type Fate, fatesOf } from './produce-answer.ts';
import type { PartitionBatch } from './produce-request.ts';

/** What goes to one partition, however many batches that takes. */
export interface PartitionRecords extends PartitionBatch {
  readonly leader: Connection;
}

/** What became of the records; what is nowhere was acknowledged. */
export interface Fates {
  readonly unsent: Set<EventRecord>;
  readonly rejected: Rejected[];
  /** Why there is something unsent; the first reason. */
  why?: string;
}

/** Sends one request; its answer holds errors of partitions too. @throws if there is no answer */
export type Produce = (
  leader: Connection,
  batches: readonly PartitionBatch[],
) => Promise<produceV11.ProduceResponse>;

/**
 * Sends records to their partitions, to all leaders at once. A batch that Kafka refuses because of one record is halved
 * until that record stands alone; the rest goes on.
 */
export async function sendRecords(partitions: Iterable<PartitionRecords>, produce: Produce): Promise<Fates> {
  const fates: Fates = { unsent: new Set(), rejected: [] };
  const byLeader = Map.groupBy(partitions, ({ leader }) => leader);
  await Promise.all(
    Array.from(byLeader, ([leader, those]) => {
      const queues = those.map(({ topic, partition, records }) => ({ topic, partition, pieces: [records] }));
      return drain(queues, (batches) => produce(leader, batches), fates);
    }),
  );
  return fates;
}

/** What waits for one partition. Its first piece is sent next, the others after its acknowledgement. */
interface Queue {
  readonly topic: string;
  readonly partition: number;
  pieces: (readonly EventRecord[])[];
}

type SendBatches = (batches: readonly PartitionBatch[]) => ReturnType<Produce>;

/** Sends the first piece of each queue, and again, until all are empty. */
async function drain(queues: readonly Queue[], send: SendBatches, fates: Fates): Promise<void> {
  let waiting = queues;
  while (waiting.length > 0) {
    const fateOf = await sendFirst(waiting, send);
    for (const queue of waiting) settle(queue, fateOf(queue.topic, queue.partition), fates);
    waiting = waiting.filter(({ pieces }) => pieces.length > 0);
  }
}

async function sendFirst(queues: readonly Queue[], send: SendBatches): Promise<ReturnType<typeof fatesOf>> {
  try {
    const first = ({ topic, partition, pieces }: Queue) => ({ topic, partition, records: pieces[0] ?? [] });
    return fatesOf(await send(queues.map(first)));
  } catch (error) {
    const fate: Fate = { is: 'unsent', reason: explain(error) };
    return () => fate;
  }
}

function settle(queue: Queue, fate: Fate, fates: Fates): void {
  const [sent = [], ...rest] = queue.pieces;
  const [only, second] = sent;
  if (fate.is === 'acknowledged') queue.pieces = rest;
  else if (fate.is === 'unsent') {
    fates.why ??= fate.reason;
    for (const piece of queue.pieces) for (const record of piece) fates.unsent.add(record);
    queue.pieces = [];
  } else if (only !== undefined && second === undefined) {
    fates.rejected.push({ record: only, reason: fate.reason });
    queue.pieces = rest;
  } else {
    const middle = Math.ceil(sent.length / 2);
    queue.pieces = [sent.slice(0, middle), sent.slice(middle), ...rest];
  }
}
