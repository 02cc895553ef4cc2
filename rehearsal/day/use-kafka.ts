import { Consumer, Producer, stringDeserializers, stringSerializers } from '@platformatic/kafka';
import { connectionOptions } from '../../kafka/connection.ts';
import { RehearsalError } from '../errors.ts';
import { ensureTopic } from './ensure-topic.ts';

const TOPIC = 'rehearsal';
const GROUP = 'rehearsal';
const RECORDS = 100;

/** What was done with Kafka. */
export interface KafkaUse {
  readonly records: number;
  readonly committed: number;
}

/**
 * Uses Kafka as an application does: writes records, reads them back in a consumer group, commits.
 *
 * @param bootstrap `host:port`
 * @throws RehearsalError 'records-differ' when what was read is not what was written.
 */
export async function useKafka(bootstrap: string): Promise<KafkaUse> {
  await ensureTopic(bootstrap, TOPIC);
  const written = Array.from({ length: RECORDS }, (_, number) => `record ${number}`);
  await write(bootstrap, written);
  const read = await readBack(bootstrap, written.length);
  if (read.join() !== written.join()) {
    throw new RehearsalError(
      'records-differ',
      `wrote ${written.length} records and read ${read.length} others back`,
    );
  }
  return { records: written.length, committed: read.length };
}

async function write(bootstrap: string, values: readonly string[]): Promise<void> {
  const producer = new Producer({
    ...connectionOptions({ bootstrap: [bootstrap], security: 'open', clientId: 'rehearsal-producer' }),
    serializers: stringSerializers,
  });
  try {
    await producer.send({ messages: values.map((value) => ({ topic: TOPIC, value })), acks: -1 });
  } finally {
    await producer.close();
  }
}

async function readBack(bootstrap: string, count: number): Promise<string[]> {
  const consumer = new Consumer({
    ...connectionOptions({ bootstrap: [bootstrap], security: 'open', clientId: 'rehearsal-consumer' }),
    groupId: GROUP,
    deserializers: stringDeserializers,
  });
  const stream = await consumer.consume({
    topics: [TOPIC],
    mode: 'committed',
    fallbackMode: 'earliest',
    autocommit: false,
  });
  const values: string[] = [];
  try {
    for await (const message of stream) {
      values.push(message.value);
      if (values.length === count) {
        await message.commit();
        break;
      }
    }
    return values;
  } finally {
    await stream.close();
    await consumer.close();
  }
}
