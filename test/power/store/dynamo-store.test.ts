import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { DynamoStore } from '../../../power/store/dynamo-store.ts';
import { type CannedAnswer, cannedAws } from '../canned-aws.ts';
import { ago, report, wish } from '../samples.ts';

/** What DynamoDB is asked and answers; that it does what it is asked is for `dynamo-store.processes.test.ts`. */
function storeOf(answer: (body: string) => CannedAnswer) {
  const { config, requests } = cannedAws(({ body }) => answer(body));
  const store = new DynamoStore(new DynamoDBClient(config), 'catnap-dev');
  return { store, asked: () => requests.map(({ action, body }) => ({ action, ...JSON.parse(body) })) };
}

const row = (item: string, fields: object, v = 1) => ({
  target: { S: 'kafka' },
  item: { S: item },
  rev: { S: `rev of ${item}` },
  v: { N: String(v) },
  ...fields,
});

const HELD = { hold: { S: 'on' }, by: { S: 'person' }, at: { S: ago(600) } };
const items = (...Items: object[]): CannedAnswer => ({ body: JSON.stringify({ Items }) });

function cancelled(...codes: (string | undefined)[]): CannedAnswer {
  return {
    status: 400,
    body: JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      message: 'cancelled',
      CancellationReasons: codes.map((Code) => ({ Code })),
    }),
  };
}

describe('reading', () => {
  it('asks for what sorts before the transitions, and for the last two rows from there on', async () => {
    const { store, asked } = storeOf((body) =>
      body.includes('>=') ? items(row('wish', HELD)) : items(row('intent', { stop: { S: ago(0) } }, 2)),
    );
    const read = await store.read('kafka');
    expect(read.get('wish')).toEqual(wish());
    expect(read.get('intent')).toEqual({ stop: ago(0) });
    expect(read.newer()).toEqual(['intent']);
    expect(read.check('wish')).toMatchObject({ expect: 'rev of wish' });
    const query = {
      action: 'Query',
      TableName: 'catnap-dev',
      ConsistentRead: true,
      ExpressionAttributeNames: { '#target': 'target', '#item': 'item' },
      ExpressionAttributeValues: { ':target': { S: 'kafka' }, ':item': { S: 'transition#' } },
    };
    expect(asked()).toEqual([
      { ...query, KeyConditionExpression: '#target = :target AND #item < :item' },
      {
        ...query,
        KeyConditionExpression: '#target = :target AND #item >= :item',
        ScanIndexForward: false,
        Limit: 2,
      },
    ]);
  });

  it('finds nothing where there is nothing', async () => {
    const { store } = storeOf(() => ({ body: '{}' }));
    expect((await store.read('kafka')).newestTransition()).toBeUndefined();
    expect(await store.history('kafka', 5)).toEqual([]);
  });

  it('asks for as much history as is wanted, newest first', async () => {
    const { store, asked } = storeOf(() => items(row('transition#0', { to: { S: 'asleep' } })));
    expect(await store.history('kafka', 5)).toEqual([{ to: 'asleep' }]);
    expect(asked()).toMatchObject([
      {
        KeyConditionExpression: '#target = :target AND begins_with(#item, :item)',
        ExpressionAttributeValues: { ':target': { S: 'kafka' }, ':item': { S: 'transition#' } },
        ScanIndexForward: false,
        Limit: 5,
      },
    ]);
  });
});

describe('committing', () => {
  it('leaves out what is undefined, however deep, as a report has it that has no message to tell', async () => {
    const { store, asked } = storeOf(() => ({ body: '{}' }));
    const read = await store.read('kafka');
    const detail = { phase: 'serving', message: undefined } as const;
    await store.commit('kafka', [read.put('activity#i-1', report({ stopped: undefined, detail }))]);
    const [, , { TransactItems }] = asked();
    expect(TransactItems[0].Put.Item).toMatchObject({ detail: { M: { phase: { S: 'serving' } } } });
    expect(TransactItems[0].Put.Item).not.toHaveProperty('stopped');
  });

  it('writes items in this version of their shape, each on condition of its revision', async () => {
    const { store, asked } = storeOf((body) =>
      body.includes('>=') ? items(row('wish', HELD)) : { body: '{}' },
    );
    const read = await store.read('kafka');
    const changes = [
      read.put('wish', { ...wish(), holdUntil: undefined }),
      read.check('intent'),
      read.put('count#2026-11-21', { wakes: 1, expiresAt: 2 }),
    ];
    expect(await store.commit('kafka', changes)).toBe('committed');
    expect(await store.commit('kafka', [read.remove('wish')])).toBe('committed');
    const [first, second] = asked().slice(2);
    const key = (item: string) => ({ target: { S: 'kafka' }, item: { S: item } });
    const names = { ExpressionAttributeNames: { '#rev': 'rev' } };
    const absent = { ConditionExpression: 'attribute_not_exists(#rev)', ...names };
    const same = {
      ConditionExpression: '#rev = :rev',
      ...names,
      ExpressionAttributeValues: { ':rev': { S: 'rev of wish' } },
    };
    const TableName = 'catnap-dev';
    const written = { rev: { S: expect.stringMatching(/^[0-9a-f-]{36}$/) }, v: { N: '1' } };
    expect(first).toMatchObject({
      action: 'TransactWriteItems',
      TransactItems: [
        { Put: { TableName, Item: { ...HELD, ...key('wish'), ...written }, ...same } },
        { ConditionCheck: { TableName, Key: key('intent'), ...absent } },
        {
          Put: {
            TableName,
            Item: { ...key('count#2026-11-21'), wakes: { N: '1' }, expiresAt: { N: '2' }, ...written },
            ...absent,
          },
        },
      ],
    });
    expect(first.TransactItems[0].Put.Item).not.toHaveProperty('holdUntil');
    expect(second).toMatchObject({ TransactItems: [{ Delete: { TableName, Key: key('wish'), ...same } }] });
    expect(second.TransactItems).toHaveLength(1);
  });

  const commit = async (answer: CannedAnswer) => {
    const { store } = storeOf((body) => (body.includes('TransactItems') ? answer : { body: '{}' }));
    return store.commit('kafka', [(await store.read('kafka')).put('wish', wish())]);
  };

  it.each([
    [['ConditionalCheckFailed']],
    [['TransactionConflict', 'None']],
    [['None', undefined, 'ConditionalCheckFailed']],
  ])('is a conflict if somebody else was faster: %j', async (codes) => {
    expect(await commit(cancelled(...codes))).toBe('conflict');
  });

  it('is taken for a conflict if DynamoDB does not say why it was cancelled', async () => {
    const body = JSON.stringify({ ...JSON.parse(cancelled().body), CancellationReasons: undefined });
    expect(await commit({ status: 400, body })).toBe('conflict');
  });

  it.each([[['ThrottlingError']], [['ConditionalCheckFailed', 'ItemCollectionSizeLimitExceeded']]])(
    'fails if it was cancelled for anything else: %j',
    async (codes) => {
      await expect(commit(cancelled(...codes))).rejects.toMatchObject({
        name: 'TransactionCanceledException',
      });
    },
  );

  it('fails if DynamoDB does, throttled or broken', async () => {
    const body = JSON.stringify({ __type: 'ThrottlingException', message: 'slow down' });
    await expect(commit({ status: 400, body })).rejects.toMatchObject({ name: 'ThrottlingException' });
  });

  it('refuses two changes of one item before it asks', async () => {
    const { store, asked } = storeOf(() => ({ body: '{}' }));
    const read = await store.read('kafka');
    const twice = store.commit('kafka', [read.check('wish'), read.put('wish', wish())]);
    await expect(twice).rejects.toMatchObject({ code: 'bad-change' });
    expect(asked()).toHaveLength(2);
  });
});
