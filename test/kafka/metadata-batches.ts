import { createRecordsBatch } from '@platformatic/kafka';

/** A RegisterBrokerRecord as Kafka 4.3.1 wrote it, up to its epoch, for any node and epoch. */
export function registration(node: number, epoch: bigint): Buffer {
  const value = Buffer.from(
    '0100040000000200f3c22fe80e7a4531868aed19285cff50000000000000000c040742524f4b45520a3132372e302e302e31565f',
    'hex',
  );
  value.writeInt32BE(node, 3);
  value.writeBigInt64BE(epoch, 24);
  return value;
}

/** NoOpRecord, which the active controller writes twice a second. */
export const NOTHING = Buffer.from('01140000', 'hex');

/** Records of the metadata as a log segment holds them, in one batch. */
export function batch(...values: readonly Buffer[]): Buffer {
  return createRecordsBatch(values.map((value) => ({ topic: '__cluster_metadata', value }))).buffer;
}
