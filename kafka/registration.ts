import { Reader, type RecordsBatch, readRecordsBatch } from '@platformatic/kafka';

/** Kafka's MetadataRecordSerde frames every record: its own version, then the type. RegisterBrokerRecord is type 0. */
const FRAME = Buffer.from([1, 0]);

/** Bytes of the least that a batch with a registration may be: its header, the frame, two ids and the epoch. */
const SMALLEST = 61 + 3 + 4 + 16 + 8;

/** Bytes before the length of a batch counts: the first offset and the length itself. */
const HEAD = 12;

/** Bit of a batch's attributes: records of the quorum itself, which are framed otherwise. */
const CONTROL = 1 << 5;

/**
 * The epoch of a broker's latest registration within part of the metadata log (or a snapshot of it). The controllers give
 * each start of a broker a new one.
 *
 * @param bytes whole batches, the last of which may be cut off
 * @returns undefined if there is no registration of that node
 */
export function latestRegistration(bytes: Buffer, node: number): bigint | undefined {
  let epoch: bigint | undefined;
  for (const batch of batchesThatMayHold(bytes)) {
    if ((batch.attributes & CONTROL) !== 0) continue;
    for (const { value } of batch.records) {
      const registration = value === null ? undefined : parseRegistration(value);
      if (registration?.node === node) epoch = registration.epoch;
    }
  }
  return epoch;
}

/** Two batches a second say that nothing has changed, so what cannot hold a registration is passed by quickly. */
function* batchesThatMayHold(bytes: Buffer): Generator<RecordsBatch> {
  for (let at = 0; at + HEAD <= bytes.length; ) {
    const end = at + HEAD + bytes.readInt32BE(at + 8);
    if (end > bytes.length) return;
    const batch = bytes.subarray(at, end);
    if (batch.length >= SMALLEST) yield readRecordsBatch(Reader.from(batch));
    at = end;
  }
}

/** RegisterBrokerRecord of Kafka 4: version, broker id, whether it migrates, incarnation, epoch, and what follows. */
function parseRegistration(value: Buffer): { readonly node: number; readonly epoch: bigint } | undefined {
  if (!value.subarray(0, FRAME.length).equals(FRAME)) return undefined;
  const reader = Reader.from(value);
  reader.skip(FRAME.length);
  const version = reader.readUnsignedVarInt();
  const node = reader.readInt32();
  if (version >= 2) reader.readBoolean();
  reader.readUUID();
  return { node, epoch: reader.readInt64() };
}
