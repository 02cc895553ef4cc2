import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis';
import { describe } from '@jest/globals';
import { KinesisSink } from '../../../collector/sinks/kinesis-sink.ts';
import { startEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { type Arrived, keepsTheSinkContract } from './sink-contract.ts';
import { TcpGate } from './tcp-gate.ts';

/** All records of a stream, those of each shard in order. */
async function readStream(client: KinesisClient, StreamName: string): Promise<Arrived[]> {
  const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }));
  const read = Shards.map(async ({ ShardId }) => {
    const start = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
    const { ShardIterator } = await client.send(new GetShardIteratorCommand(start));
    const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator, Limit: 10_000 }));
    return Records.map(({ Data = [], PartitionKey }) =>
      toArrived(Buffer.from(Data).toString(), PartitionKey),
    );
  });
  return (await Promise.all(read)).flat();
}

function toArrived(line: string, key: string | undefined): Arrived {
  const { headers, event } = JSON.parse(line);
  const keyless = key !== undefined && /^[0-9a-f-]{36}$/.test(key);
  return {
    id: headers['event-id'],
    type: headers['event-type'],
    key: keyless ? undefined : key,
    value: JSON.stringify(event),
  };
}

describe('the Kinesis sink', () => {
  keepsTheSinkContract(async () => {
    const emulator = await startEmulator();
    const gate = await TcpGate.open(Number(new URL(emulator.aws.endpoint).port));
    const client = new KinesisClient(structuredClone(emulator.aws));
    for (const StreamName of ['events', 'events.dead-letter']) {
      await client.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
    }
    const endpoint = `http://127.0.0.1:${gate.port}`;
    const sink = new KinesisSink({
      stream: 'events',
      open: () => new KinesisClient({ ...structuredClone(emulator.aws), endpoint, maxAttempts: 1 }),
    });
    return {
      sink,
      notices: false,
      arrived: (lane) => readStream(client, lane === 'events' ? 'events' : 'events.dead-letter'),
      leave: () => Promise.resolve(gate.shut()),
      hang: () => gate.hang(),
      comeBack: () => gate.reopen(),
      async close() {
        await sink.close();
        client.destroy();
        gate.shut();
        await emulator.stop();
      },
    };
  });
});
