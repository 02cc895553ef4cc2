import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { DynamoStore } from '../../../power/store/dynamo-store.ts';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';
import { openTestTable, type TestTable } from './dynamo-table.ts';
import { describeStore } from './store-contract.ts';

/** `CATNAP_TEST_DYNAMODB=<endpoint>` runs it against another DynamoDB than the emulator's. */
describe('the DynamoDB store passes the same suite as the memory store', () => {
  let emulator: TestEmulator | undefined;
  let table: TestTable;
  beforeAll(async () => {
    let endpoint = process.env.CATNAP_TEST_DYNAMODB;
    if (endpoint === undefined) {
      emulator = await startEmulator();
      endpoint = emulator.aws.endpoint;
    }
    table = await openTestTable(endpoint);
  });
  afterAll(async () => {
    await table?.close();
    await emulator?.stop();
  });

  describeStore(
    'on a table of its own',
    () => new DynamoStore(table.client, table.name),
    async (_store, target, { key, value, rev, v }) => {
      const documents = DynamoDBDocumentClient.from(table.client);
      const Item = { ...value, target, item: key, rev, v };
      await documents.send(new PutCommand({ TableName: table.name, Item }));
    },
  );
});
