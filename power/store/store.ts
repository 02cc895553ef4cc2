import type { Transition } from '../items.ts';
import type { Change } from './changes.ts';
import type { TargetItems } from './target-items.ts';

/** Items of targets under optimistic concurrency: every item carries a revision, new at each write. */
export interface Store {
  /** Everything that decisions rest on: all items but the older transitions. Strongly consistent. */
  read(target: string): Promise<TargetItems>;
  /**
   * All changes or none.
   *
   * @returns 'conflict' if an item is no longer as expected; nothing was written then.
   * @throws PowerError `bad-change` if two changes concern one item
   */
  commit(target: string, changes: readonly Change[]): Promise<'committed' | 'conflict'>;
  /**
   * Waits before a change is tried again after a conflict: longer each time, and by chance, so that those who collided
   * do not collide again.
   *
   * @param attempt - 1 for the first one after a conflict
   */
  pause(attempt: number): Promise<void>;
  /** The newest transitions, newest first. */
  history(target: string, limit: number): Promise<Transition[]>;
}
