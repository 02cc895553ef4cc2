import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startEmulator, type TestEmulator } from '../../rehearsal/emulator/start-emulator.ts';

/** MiniStack's own DynamoDB, unpatched: what the power table rests on. */
const TableName = 'power';
const target = 'kafka';

let emulator: TestEmulator;
let client: DynamoDBClient;
let documents: DynamoDBDocumentClient;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new DynamoDBClient(emulator.aws);
  documents = DynamoDBDocumentClient.from(client);
});

afterAll(async () => {
  client?.destroy();
  await emulator?.stop();
});

beforeEach(async () => {
  await client.send(new DeleteTableCommand({ TableName })).catch((error: Error) => {
    if (error.name !== 'ResourceNotFoundException') {
      throw error;
    }
  });
  await client.send(
    new CreateTableCommand({
      TableName,
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
});

const put = (item: string, rev: string) =>
  documents.send(new PutCommand({ TableName, Item: { target, item, rev } }));
const read = async (item: string) =>
  (await documents.send(new GetCommand({ TableName, Key: { target, item }, ConsistentRead: true }))).Item;
const transact = (...TransactItems: NonNullable<TransactWriteCommandInput['TransactItems']>) =>
  documents.send(new TransactWriteCommand({ TransactItems }));

const expecting = (rev: string) => ({
  ConditionExpression: '#rev = :rev',
  ExpressionAttributeNames: { '#rev': 'rev' },
  ExpressionAttributeValues: { ':rev': rev },
});
const ABSENT = {
  ConditionExpression: 'attribute_not_exists(#item)',
  ExpressionAttributeNames: { '#item': 'item' },
};

describe('a transaction', () => {
  it('writes, checks and deletes when everything is as expected', async () => {
    await put('wish', 'w1');
    await put('intent', 'i1');
    await transact(
      { Put: { TableName, Item: { target, item: 'lease#wake', rev: 'l1' }, ...ABSENT } },
      { ConditionCheck: { TableName, Key: { target, item: 'wish' }, ...expecting('w1') } },
      { Delete: { TableName, Key: { target, item: 'intent' }, ...expecting('i1') } },
    );
    expect(await read('lease#wake')).toEqual({ target, item: 'lease#wake', rev: 'l1' });
    expect(await read('intent')).toBeUndefined();
  });

  it('changes nothing when one expectation fails, and says which', async () => {
    await put('wish', 'w2');
    await put('intent', 'i1');
    const attempt = transact(
      { Put: { TableName, Item: { target, item: 'lease#wake', rev: 'l1' }, ...ABSENT } },
      {
        ConditionCheck: {
          TableName,
          Key: { target, item: 'wish' },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          ...expecting('w1'),
        },
      },
      { Delete: { TableName, Key: { target, item: 'intent' }, ...expecting('i1') } },
    );
    await expect(attempt).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Item: { target: { S: target }, item: { S: 'wish' }, rev: { S: 'w2' } },
        },
        { Code: 'None' },
      ],
    });
    expect(await read('lease#wake')).toBeUndefined();
    expect(await read('intent')).toMatchObject({ rev: 'i1' });
  });

  it('is won by one of two that expect the same', async () => {
    await put('wish', 'w0');
    const attempts = ['a', 'b', 'c', 'd'].map((rev) =>
      transact({ Put: { TableName, Item: { target, item: 'wish', rev }, ...expecting('w0') } }).then(
        () => rev,
        (error: Error) => error.name,
      ),
    );
    const outcomes = await Promise.all(attempts);
    const winners = outcomes.filter((outcome) => outcome !== 'TransactionCanceledException');
    expect(winners).toHaveLength(1);
    expect(await read('wish')).toMatchObject({ rev: winners[0] });
  });

  it('may name an item only once', async () => {
    await expect(
      transact(
        { Put: { TableName, Item: { target, item: 'wish', rev: 'w1' } } },
        { ConditionCheck: { TableName, Key: { target, item: 'wish' }, ...ABSENT } },
      ),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is carried out once when it is sent again with the same token', async () => {
    const once: TransactWriteCommandInput = {
      ClientRequestToken: 'count',
      TransactItems: [
        {
          Update: {
            TableName,
            Key: { target, item: 'count#2026-01-01' },
            UpdateExpression: 'ADD wakes :one',
            ExpressionAttributeValues: { ':one': 1 },
          },
        },
      ],
    };
    await documents.send(new TransactWriteCommand(once));
    await documents.send(new TransactWriteCommand(once));
    expect(await read('count#2026-01-01')).toMatchObject({ wakes: 1 });
  });
});

describe('a query', () => {
  const query = async (input: Omit<QueryCommandInput, 'TableName'>) => {
    const { Items, LastEvaluatedKey } = await documents.send(
      new QueryCommand({ TableName, ConsistentRead: true, ...input }),
    );
    return { items: Items?.map((one) => one.item), next: LastEvaluatedKey };
  };
  const KeyConditionExpression = '#target = :target';
  const ExpressionAttributeNames = { '#target': 'target' };
  const ExpressionAttributeValues = { ':target': target };

  beforeEach(async () => {
    for (const item of ['wish', 'transition#1', 'activity#i-1', 'transition#2', 'intent', 'lease#wake']) {
      await put(item, 'r');
    }
    await documents.send(new PutCommand({ TableName, Item: { target: 'redis', item: 'zzz' } }));
  });

  it('gives the newest first, as many as asked for, and where to go on', async () => {
    const page = {
      KeyConditionExpression,
      ExpressionAttributeNames,
      ExpressionAttributeValues,
      ScanIndexForward: false,
    };
    const first = await query({ ...page, Limit: 2 });
    expect(first.items).toEqual(['wish', 'transition#2']);
    expect(first.next).toEqual({ target, item: 'transition#2' });
    const second = await query({ ...page, Limit: 2, ExclusiveStartKey: first.next });
    expect(second.items).toEqual(['transition#1', 'lease#wake']);
  });

  it('gives a range of one target in order', async () => {
    const range = await query({
      KeyConditionExpression: '#target = :target AND #item < :end',
      ExpressionAttributeNames: { ...ExpressionAttributeNames, '#item': 'item' },
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':end': 'transition#' },
    });
    expect(range).toEqual({ items: ['activity#i-1', 'intent', 'lease#wake'], next: undefined });
  });
});
