import { createAPI, type Reader, Writer } from '@platformatic/kafka';

/** What a controller answers to a heartbeat. */
export interface HeartbeatAnswer {
  /** Kafka's error code; 0: none. */
  readonly errorCode: number;
  /** Whether the broker is out of every leadership and every ISR. */
  readonly isFenced: boolean;
}

/** How far the sender says to have read the metadata; a broker that wants to be fenced need not have read any. */
const NOTHING_READ = -1n;

/** BrokerHeartbeat, version 0, which the library lacks because clients do not send it: `node`, `epoch`, `wantFence`. */
export const brokerHeartbeat = createAPI<[node: number, epoch: bigint, wantFence: boolean], HeartbeatAnswer>(
  63,
  0,
  (node: number, epoch: bigint, wantFence: boolean) =>
    Writer.create()
      .appendInt32(node)
      .appendInt64(epoch)
      .appendInt64(NOTHING_READ)
      .appendBoolean(wantFence)
      .appendBoolean(false) // wantShutDown
      .appendTaggedFields(),
  (_correlation, _key, _version, reader: Reader) => {
    reader.readInt32(); // throttle time
    const errorCode = reader.readInt16();
    reader.readBoolean(); // isCaughtUp
    const isFenced = reader.readBoolean();
    reader.readBoolean(); // shouldShutDown
    reader.readTaggedFields();
    return { errorCode, isFenced };
  },
);
