import { randomUUID } from 'node:crypto';
import { type DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { ItemKey, ItemValues, Transition } from '../items.ts';
import { assertOneChangePerItem, type Change } from './changes.ts';
import { pause } from './pause.ts';
import type { Store } from './store.ts';
import { ITEM_VERSION, type StoredItem, TargetItems } from './target-items.ts';

/** A row of the table: the item's fields beside its keys, its revision and the version of its shape. */
interface Row {
  readonly target: string;
  readonly item: ItemKey;
  readonly rev: string;
  readonly v: number;
}

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Reasons for which a transaction is cancelled because somebody else was faster. */
const CONFLICTS = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict']);

/**
 * The store in a DynamoDB table with the keys `target` and `item`, both strings.
 *
 * Needs the rights dynamodb:Query, PutItem, DeleteItem and ConditionCheckItem.
 */
export class DynamoStore implements Store {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  readonly pause = pause;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    this.#table = table;
  }

  /**
   * Two queries, because transitions pile up between the other items: everything that sorts before them, and from
   * the end the wish and the newest transition.
   */
  async read(target: string): Promise<TargetItems> {
    const [before, end] = await Promise.all([
      this.#query(target, '#item < :item', 'transition#'),
      this.#query(target, '#item >= :item', 'transition#', { ScanIndexForward: false, Limit: 2 }),
    ]);
    return new TargetItems([...before, ...end].map(toItem));
  }

  async commit(target: string, changes: readonly Change[]): Promise<'committed' | 'conflict'> {
    assertOneChangePerItem(changes);
    const TransactItems = changes.map((change) => toTransactItem(this.#table, target, change));
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems }));
      return 'committed';
    } catch (error) {
      if (isConflict(error)) return 'conflict';
      throw error;
    }
  }

  async history(target: string, limit: number): Promise<Transition[]> {
    const page = { ScanIndexForward: false, Limit: limit };
    const rows = await this.#query(target, 'begins_with(#item, :item)', 'transition#', page);
    // Rows under transition# hold transitions: see TargetItems.put().
    return rows.map((row) => toItem(row).value as Transition);
  }

  /** One page: a target's items stay far below DynamoDB's megabyte. */
  async #query(
    target: string,
    condition: string,
    item: string,
    page: Pick<QueryCommandInput, 'ScanIndexForward' | 'Limit'> = {},
  ): Promise<Row[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: `#target = :target AND ${condition}`,
        ExpressionAttributeNames: { '#target': 'target', '#item': 'item' },
        ExpressionAttributeValues: { ':target': target, ':item': item },
        ConsistentRead: true,
        ...page,
      }),
    );
    // Only commit() below writes this table, so its rows have the shape that it gives them.
    return Items as Row[];
  }
}

function toItem({ target: _target, item, rev, v, ...value }: Row): StoredItem {
  // The remaining fields are the value that commit() spread into the row under this key.
  return { key: item, rev, v, value: value as ItemValues[ItemKey] };
}

function toTransactItem(table: string, target: string, change: Change): TransactItem {
  const expectation =
    change.expect === undefined
      ? { ConditionExpression: 'attribute_not_exists(#rev)', ExpressionAttributeNames: { '#rev': 'rev' } }
      : {
          ConditionExpression: '#rev = :rev',
          ExpressionAttributeNames: { '#rev': 'rev' },
          ExpressionAttributeValues: { ':rev': change.expect },
        };
  const key = { target, item: change.key };
  switch (change.do) {
    case 'put':
      return {
        Put: {
          TableName: table,
          Item: { ...change.value, ...key, rev: randomUUID(), v: ITEM_VERSION },
          ...expectation,
        },
      };
    case 'remove':
      return { Delete: { TableName: table, Key: key, ...expectation } };
    case 'check':
      return { ConditionCheck: { TableName: table, Key: key, ...expectation } };
  }
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).every(({ Code = 'None' }) => CONFLICTS.has(Code));
}
