/** A table for a test at a DynamoDB endpoint, with the keys that the stacks give it. */
import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

export interface TestTable {
  readonly client: DynamoDBClient;
  readonly name: string;
  /** Deletes the table and closes the client. */
  close(): Promise<void>;
}

/** @param endpoint - of DynamoDB or an emulator, such as `http://127.0.0.1:8000` */
export async function openTestTable(endpoint: string): Promise<TestTable> {
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region: 'eu-central-1', credentials });
  const name = `catnap-test-${randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'target', AttributeType: 'S' },
        { AttributeName: 'item', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'target', KeyType: 'HASH' },
        { AttributeName: 'item', KeyType: 'RANGE' },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: name });
  return {
    client,
    name,
    async close() {
      await client.send(new DeleteTableCommand({ TableName: name }));
      client.destroy();
    },
  };
}
