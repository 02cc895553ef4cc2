/** The table of an environment, as functions and hosts see it from afar: reads in two halves, conflicts, faults. */
import type { Transition } from '../../../power/items.ts';
import { assertOneChangePerItem, type Change } from '../../../power/store/changes.ts';
import type { Store } from '../../../power/store/store.ts';
import { ITEM_VERSION, type StoredItem, TargetItems } from '../../../power/store/target-items.ts';
import type { Invocation } from './invocation.ts';

/** Changes that came to stand, and who made them. */
export interface Commit {
  readonly by: Invocation;
  readonly changes: readonly Change[];
  /** What was there before. */
  readonly before: TargetItems;
}

/** The keys behind which a read looks separately (`DynamoStore.read`). */
const TRANSITIONS = 'transition#';

/** One target's items. What is stored is never changed in place, so that readers can share it. */
export class Table {
  readonly #items = new Map<string, StoredItem>();
  readonly #onCommit: (commit: Commit) => void;
  #newest: string | undefined;
  #revision = 0;

  constructor(onCommit: (commit: Commit) => void) {
    this.#onCommit = onCommit;
  }

  /** The table as whoever makes this invocation sees it. */
  seenBy(by: Invocation): Store {
    return {
      read: async () => {
        // Not a snapshot: something may be written between the two.
        const [before, end] = await Promise.all([
          by.call('Query', () => this.#before()),
          by.call('Query', () => this.#end()),
        ]);
        return new TargetItems([...before, ...end]);
      },
      commit: (_target, changes) =>
        by.call<'committed' | 'conflict'>(
          'TransactWriteItems',
          () => this.#commit(by, changes),
          (fault) => (fault === 'conflict' ? fault : undefined),
        ),
      pause: (attempt) => by.wait(10 * 2 ** attempt),
      history: (_target, limit) => by.call('Query', () => this.history().slice(0, limit)),
    };
  }

  /** Everything, as it is at this moment. */
  peek(): TargetItems {
    return new TargetItems([...this.#before(), ...this.#end()]);
  }

  /** All transitions, newest first. */
  history(): Transition[] {
    const items = [...this.#items.values()].filter(({ key }) => key.startsWith(TRANSITIONS));
    items.sort((a, b) => (a.key < b.key ? 1 : -1));
    // Items under transition# hold transitions: see TargetItems.put().
    return items.map(({ value }) => value as Transition);
  }

  /** Another version of the programs writes the newest transition again. */
  rewriteNewest(version: number): void {
    const item = this.#newest === undefined ? undefined : this.#items.get(this.#newest);
    if (item) this.#items.set(item.key, { ...item, v: version, rev: this.#rev() });
  }

  #before(): StoredItem[] {
    return [...this.#items.values()].filter(({ key }) => key < TRANSITIONS);
  }

  #end(): StoredItem[] {
    const newest = this.#newest === undefined ? undefined : this.#items.get(this.#newest);
    const wish = this.#items.get('wish');
    return [...(newest ? [newest] : []), ...(wish ? [wish] : [])];
  }

  #commit(by: Invocation, changes: readonly Change[]): 'committed' | 'conflict' {
    assertOneChangePerItem(changes);
    if (changes.some(({ key, expect }) => this.#items.get(key)?.rev !== expect)) return 'conflict';
    const before = this.peek();
    for (const change of changes) {
      if (change.do === 'put') this.#put(change);
      if (change.do === 'remove') this.#items.delete(change.key);
    }
    this.#onCommit({ by, changes, before });
    return 'committed';
  }

  #put({ key, value }: Extract<Change, { do: 'put' }>): void {
    this.#items.set(key, { key, value, rev: this.#rev(), v: ITEM_VERSION });
    if (key.startsWith(TRANSITIONS) && key > (this.#newest ?? '')) this.#newest = key;
  }

  #rev(): string {
    return String(this.#revision++);
  }
}
