import { setTimeout as sleep } from 'node:timers/promises';
import { ProduceAcks, Producer, stringSerializers } from '@platformatic/kafka';
import { connectionOptions } from '../../../kafka/connection.ts';
import { type Counts, numberedEvent } from '../numbered-events.ts';

/** Applications that send all the time, each with a key of its own. */
export interface Senders {
  /** What happened to them since this was last asked. */
  lap(): Lap;
  /** Ends them; how many records of each key were acknowledged in all. */
  stop(): Promise<Counts>;
}

/** What happened to senders in a stretch of time. */
export interface Lap {
  /** Acknowledged ones. */
  readonly records: number;
  /** Milliseconds from a record's first attempt to its acknowledgement. */
  readonly longestWait: number;
}

/** Milliseconds from the answer to one record to the next one of its key. */
const PAUSE = 20;

/** Milliseconds before a record that was refused is sent again. */
const PAUSE_AFTER_REFUSAL = 50;

/** The senders try again themselves, so that what they wait is not hidden. Milliseconds. */
const ATTEMPT = { retries: 0, connectTimeout: 1000, requestTimeout: 5000 };

const NO_LAP: Lap = { records: 0, longestWait: 0 };

/**
 * Begins to send: each sender its next record when all brokers that must have the former one have it.
 *
 * @param bootstrap `host:port`, one or more
 */
export function startSenders(bootstrap: readonly string[], topic: string, keys: readonly string[]): Senders {
  const producer = new Producer({
    ...connectionOptions({ bootstrap, security: 'open', clientId: 'rehearsal-producer' }),
    ...ATTEMPT,
    serializers: stringSerializers,
  });
  const stopping = new AbortController();
  const counts = new Map<string, number>();
  let lap = NO_LAP;

  const isSent = (key: string, number: number): Promise<boolean> =>
    producer
      .send({
        messages: [{ topic, key, value: JSON.stringify(numberedEvent(key, number)) }],
        acks: ProduceAcks.ALL,
      })
      // A broker that leaves refuses; an application sends the record again, until it is taken.
      .then(
        () => true,
        () => false,
      );
  const send = async (key: string): Promise<void> => {
    for (let number = 0; !stopping.signal.aborted; number++) {
      const began = performance.now();
      while (!(await isSent(key, number))) {
        if (stopping.signal.aborted) return;
        await sleep(PAUSE_AFTER_REFUSAL);
      }
      counts.set(key, number + 1);
      const wait = performance.now() - began;
      lap = { records: lap.records + 1, longestWait: Math.max(lap.longestWait, wait) };
      await sleep(PAUSE);
    }
  };
  const sending = Promise.all(keys.map(send));

  const stop = async (): Promise<Counts> => {
    stopping.abort();
    await sending;
    await producer.close();
    return counts;
  };
  let stopped: Promise<Counts> | undefined;
  return {
    lap() {
      const passed = lap;
      lap = NO_LAP;
      return passed;
    },
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
