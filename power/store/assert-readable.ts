import { PowerError } from '../errors.ts';
import type { TargetItems } from './target-items.ts';

/**
 * Refuses to decide on items that a newer version wrote: what they say might be misunderstood.
 *
 * @throws PowerError `newer-version`
 */
export function assertReadable(items: TargetItems, target: string): void {
  const newer = items.newer();
  if (newer.length === 0) return;
  throw new PowerError(
    'newer-version',
    `A newer version of catnap than this one wrote ${newer.join(', ')} of ${target}; nothing is started or stopped until the newer version is deployed (again).`,
  );
}
