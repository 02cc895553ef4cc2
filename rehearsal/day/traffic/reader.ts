import { setTimeout as sleep } from 'node:timers/promises';
import { Consumer, stringDeserializers } from '@platformatic/kafka';
import { connectionOptions } from '../../../kafka/connection.ts';
import type { NumberedEvent } from '../numbered-events.ts';

/** An application that reads all the time, in a consumer group. */
export interface Reader {
  /** In the order of their arrival, repeats included. */
  readonly arrived: readonly NumberedEvent[];
  close(): Promise<void>;
}

const GROUP = 'rehearsal';

/** Milliseconds. */
const PAUSE_AFTER_TROUBLE = 100;

/**
 * Begins to read; whatever goes wrong while a broker is away, it goes on where it had committed.
 *
 * @param bootstrap `host:port`, one or more
 */
export function startReader(bootstrap: readonly string[], topic: string): Reader {
  const consumer = new Consumer({
    ...connectionOptions({ bootstrap, security: 'open', clientId: 'rehearsal-consumer' }),
    groupId: GROUP,
    deserializers: stringDeserializers,
  });
  const arrived: NumberedEvent[] = [];
  const closing = new AbortController();

  const read = async (): Promise<void> => {
    const stream = await consumer.consume({ topics: [topic], mode: 'committed', fallbackMode: 'earliest' });
    const end = (): void => void stream.close();
    closing.signal.addEventListener('abort', end, { once: true });
    if (closing.signal.aborted) end();
    for await (const { value } of stream) arrived.push(JSON.parse(value) as NumberedEvent);
    closing.signal.removeEventListener('abort', end);
  };
  const keepReading = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      // Records that do not arrive in the end are missed then, by whoever holds them against what was sent.
      await read().catch(() => sleep(PAUSE_AFTER_TROUBLE));
    }
  };
  const reading = keepReading();

  const close = async (): Promise<void> => {
    closing.abort();
    await reading;
    await consumer.close(true);
  };
  let closed: Promise<void> | undefined;
  return {
    arrived,
    close() {
      closed ??= close();
      return closed;
    },
  };
}
