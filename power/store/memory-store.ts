import { randomUUID } from 'node:crypto';
import type { Transition } from '../items.ts';
import { assertOneChangePerItem, type Change } from './changes.ts';
import { pause } from './pause.ts';
import type { Store } from './store.ts';
import { ITEM_VERSION, type StoredItem, TargetItems } from './target-items.ts';

/** A store for tests and simulations; behaves as the DynamoDB one does (the same tests hold both). */
export class MemoryStore implements Store {
  readonly #targets = new Map<string, Map<string, StoredItem>>();

  readonly pause = pause;

  read(target: string): Promise<TargetItems> {
    return Promise.resolve(new TargetItems(structuredClone([...this.#items(target).values()])));
  }

  commit(target: string, changes: readonly Change[]): Promise<'committed' | 'conflict'> {
    assertOneChangePerItem(changes);
    const items = this.#items(target);
    if (changes.some((change) => items.get(change.key)?.rev !== change.expect))
      return Promise.resolve('conflict');
    for (const change of changes) {
      if (change.do === 'put') {
        items.set(change.key, {
          key: change.key,
          value: structuredClone(change.value),
          rev: randomUUID(),
          v: ITEM_VERSION,
        });
      }
      if (change.do === 'remove') items.delete(change.key);
    }
    return Promise.resolve('committed');
  }

  history(target: string, limit: number): Promise<Transition[]> {
    const items = [...this.#items(target).values()].filter((item) => item.key.startsWith('transition#'));
    items.sort((a, b) => (a.key < b.key ? 1 : -1));
    // Items under transition# hold transitions: see TargetItems.put().
    return Promise.resolve(structuredClone(items.slice(0, limit).map((item) => item.value as Transition)));
  }

  /** Stores an item as it is, also one that a newer version wrote: what a test wants to find. */
  load(target: string, item: StoredItem): void {
    this.#items(target).set(item.key, structuredClone(item));
  }

  #items(target: string): Map<string, StoredItem> {
    const items = this.#targets.get(target) ?? new Map<string, StoredItem>();
    this.#targets.set(target, items);
    return items;
  }
}
