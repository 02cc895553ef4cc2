import { createAPI, ProduceAcks, produceV11, Writer } from '@platformatic/kafka';
import type { EventRecord } from '../../event-record.ts';
import { mostBatchBytes, writeRecordBatch } from './record-batch.ts';

/** One batch of records for one partition. */
export interface PartitionBatch {
  readonly topic: string;
  readonly partition: number;
  /** At least one; their order is kept. */
  readonly records: readonly EventRecord[];
}

/**
 * Kafka's Produce request, version 11, acknowledged by all replicas in sync. At most one batch for each partition: brokers
 * take no more in one request.
 */
export const produce = createAPI<
  [patience: number, batches: readonly PartitionBatch[]],
  produceV11.ProduceResponse
>(produceV11.api.key, produceV11.api.version, createRequest, produceV11.parseResponse);

/**
 * Memory that every request up to this size is written into, one after the other: the library copies what it is given
 * before it returns. Memory of its own for each batch took as much time to collect as all the rest took to send it.
 */
const reused = Buffer.allocUnsafeSlow(256 * 1024);

/** @param patience milliseconds that the broker may wait for the other replicas */
function createRequest(patience: number, batches: readonly PartitionBatch[]): Writer {
  const now = Date.now();
  const most = batches.reduce((sum, { records }) => sum + mostBatchBytes(records), 0);
  const memory = most <= reused.length ? reused : Buffer.allocUnsafeSlow(most);
  let start = 0;
  return Writer.create()
    .appendString(null) // no transaction
    .appendInt16(ProduceAcks.ALL)
    .appendInt32(patience)
    .appendArray([...Map.groupBy(batches, ({ topic }) => topic)], (writer, [topic, partitions]) => {
      writer.appendString(topic).appendArray(partitions, (inner, { partition, records }) => {
        const end = writeRecordBatch(memory, start, records, now);
        inner.appendInt32(partition).appendBytes(memory.subarray(start, end));
        start = end;
      });
    })
    .appendTaggedFields();
}
