/** A table in which commands are carried out one after the other at noon. */
import type { ItemKey, ItemValues } from '../../../power/items.ts';
import { change } from '../../../power/store/change.ts';
import type { Change } from '../../../power/store/changes.ts';
import { MemoryStore } from '../../../power/store/memory-store.ts';
import { TargetItems } from '../../../power/store/target-items.ts';

export class Table {
  readonly #store = new MemoryStore();
  items = new TargetItems([]);

  /** Carries out a command, and tells whether it wrote something. */
  async run(command: (items: TargetItems) => readonly Change[]): Promise<boolean> {
    const { written } = await change(this.#store, 'kafka', command);
    this.items = await this.#store.read('kafka');
    return written;
  }

  /** Commits changes that were thought up on an earlier read. */
  async commit(changes: readonly Change[]): Promise<'committed' | 'conflict'> {
    const outcome = await this.#store.commit('kafka', changes);
    this.items = await this.#store.read('kafka');
    return outcome;
  }

  async has<K extends ItemKey>(key: K, value: ItemValues[K]): Promise<void> {
    await this.run((items) => [items.put(key, value)]);
  }
}
