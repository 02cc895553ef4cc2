import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { DynamoStore } from '../../../power/store/dynamo-store.ts';
import { openTestTable, type TestTable } from './dynamo-table.ts';
import { describeStore } from './store-contract.ts';

const endpoint = process.env.CATNAP_TEST_DYNAMODB;

if (endpoint === undefined) {
  describe.skip('the DynamoDB store (skipped here: needs CATNAP_TEST_DYNAMODB=<endpoint>)', () => {
    it('passes the same suite as the memory store', () => undefined);
  });
} else {
  describe(`the DynamoDB store at ${endpoint}`, () => {
    let table: TestTable;
    beforeAll(async () => {
      table = await openTestTable(endpoint);
    });
    afterAll(() => table?.close());

    describeStore('on a table of its own', () => new DynamoStore(table.client, table.name));
  });
}
