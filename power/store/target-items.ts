import type { AlarmCode } from '../alarm.ts';
import type { AlarmTold, ItemKey, ItemValues, Lease, Transition } from '../items.ts';
import type { Change } from './changes.ts';

/** The version of the items' shapes that this code reads and writes; raised when an older reader would go wrong. */
export const ITEM_VERSION = 1;

/** An item as a store holds it. */
export interface StoredItem {
  readonly key: ItemKey;
  readonly value: ItemValues[ItemKey];
  readonly rev: string;
  /** The version of its shape. */
  readonly v: number;
}

/** What one read of a target gave: a snapshot, and the only source of the revisions that changes expect. */
export class TargetItems {
  readonly #items: ReadonlyMap<string, StoredItem>;

  constructor(items: Iterable<StoredItem>) {
    this.#items = new Map([...items].map((item) => [item.key, item]));
  }

  get<K extends ItemKey>(key: K): ItemValues[K] | undefined {
    // Keys and values were paired by put() below, which is the only way into a store.
    return this.#items.get(key)?.value as ItemValues[K] | undefined;
  }

  /** All leases, lapsed ones included. */
  leases(): Lease[] {
    return this.leaseKeys().flatMap((key) => this.get(key) ?? []);
  }

  leaseKeys(): LeaseKey[] {
    return [...this.#items.keys()].filter(isLeaseKey);
  }

  /** Ids of the instances that have a report, of those that are gone, too. */
  reporters(): string[] {
    return [...this.#items.keys()]
      .filter((key) => key.startsWith(ACTIVITY))
      .map((key) => key.slice(ACTIVITY.length));
  }

  /** When people were last told of each alarm. */
  alarmsTold(): Partial<Record<AlarmCode, AlarmTold>> {
    const keys = [...this.#items.keys()].filter(isAlarmKey);
    // What follows the prefix is the code: see commands/tell-alarm.ts.
    return Object.fromEntries(keys.map((key) => [key.slice(ALARM.length), this.get(key)]));
  }

  /** Items whose shape this code does not know, because a newer version wrote them. */
  newer(): ItemKey[] {
    return [...this.#items.values()].filter(({ v }) => v > ITEM_VERSION).map(({ key }) => key);
  }

  /** The transition into the current state, with its key; undefined before the first one. */
  newestTransition(): { readonly key: TransitionKey; readonly value: Transition } | undefined {
    const key = [...this.#items.keys()].filter(isTransitionKey).sort().at(-1);
    const value = key && this.get(key);
    return key && value && { key, value };
  }

  /** Writes the item, provided it is still as it was read (or still absent). */
  put<K extends ItemKey>(key: K, value: ItemValues[K]): Change {
    return { do: 'put', key, value, expect: this.#rev(key) };
  }

  /** Removes the item, provided it is still as it was read; what was absent must still be absent. */
  remove(key: ItemKey): Change {
    const expect = this.#rev(key);
    return expect === undefined ? { do: 'check', key, expect } : { do: 'remove', key, expect };
  }

  /** Writes nothing, but lets the other changes stand only if this item is still as it was read. */
  check(key: ItemKey): Change {
    return { do: 'check', key, expect: this.#rev(key) };
  }

  #rev(key: ItemKey): string | undefined {
    return this.#items.get(key)?.rev;
  }
}

const ACTIVITY = 'activity#';
const ALARM = 'alarm#';

type AlarmKey = `alarm#${string}`;
type LeaseKey = `lease#${string}`;
type TransitionKey = `transition#${string}`;

function isAlarmKey(key: string): key is AlarmKey {
  return key.startsWith(ALARM);
}

function isLeaseKey(key: string): key is LeaseKey {
  return key.startsWith('lease#');
}

function isTransitionKey(key: string): key is TransitionKey {
  return key.startsWith('transition#');
}
