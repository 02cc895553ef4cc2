import { PowerError } from '../errors.ts';
import type { Change } from './changes.ts';
import type { Store } from './store.ts';
import type { TargetItems } from './target-items.ts';

/** Enough for dozens of callers at one target. */
const ATTEMPTS = 8;

/** How a change went. */
export interface Changed {
  /** What the command saw when it had its way. */
  readonly items: TargetItems;
  /** False if the command found nothing to change. */
  readonly written: boolean;
}

/**
 * Reads the target, lets a pure command say what should change, and commits it. If somebody else was faster, the command
 * is asked again with what is there now, so that no write rests on something outdated.
 *
 * @throws PowerError `busy` if others were faster each time; whatever the command throws
 */
export async function change(
  store: Store,
  target: string,
  command: (items: TargetItems) => readonly Change[],
): Promise<Changed> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await store.pause(attempt);
    const items = await store.read(target);
    const changes = command(items);
    if (changes.every(({ do: what }) => what === 'check')) return { items, written: false };
    if ((await store.commit(target, changes)) === 'committed') return { items, written: true };
  }
  throw new PowerError('busy', `${ATTEMPTS} attempts to change ${target} met changes by others; try again.`);
}
