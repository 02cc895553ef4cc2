import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';

/** Takes back an announced stop, or forgets one that is over. */
export function withdrawStop(items: TargetItems): Change[] {
  return [items.remove('intent'), items.check('wish')];
}

/**
 * The change by which whoever wants the target awake collides with a reaper that is about to announce or commit a stop.
 * A committed stop is left to run its course; the next tick starts the target again.
 */
export function keepFromStopping(items: TargetItems): Change {
  return items.get('intent')?.committed === undefined ? items.remove('intent') : items.check('intent');
}
