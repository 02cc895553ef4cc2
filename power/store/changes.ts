import { PowerError } from '../errors.ts';
import type { ItemKey, ItemValues } from '../items.ts';

/** A write, or a condition without a write, that stands only if the item is still as it was read. */
export type Change =
  | {
      readonly do: 'put';
      readonly key: ItemKey;
      readonly value: ItemValues[ItemKey];
      readonly expect: Expected;
    }
  | { readonly do: 'remove'; readonly key: ItemKey; readonly expect: string }
  | { readonly do: 'check'; readonly key: ItemKey; readonly expect: Expected };

/** The revision that was read; undefined: there was no such item. */
type Expected = string | undefined;

/** Held by every store alike, because DynamoDB refuses a transaction that names an item twice. */
export function assertOneChangePerItem(changes: readonly Change[]): void {
  const keys = changes.map((change) => change.key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) {
    throw new PowerError(
      'bad-change',
      `Two changes of one commit concern ${twice}; give each item one change.`,
    );
  }
}
