import type { Caller } from '../items.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import { assertMayReplaceHold, holdOff } from './standing-wish.ts';

/**
 * Puts the target to sleep, used or not, until somebody who ranks no lower wakes it. Earlier wakes are over with that.
 *
 * @throws PowerError `held-on` if somebody who ranks higher holds it awake; to be asleep by a higher rank's will is fine
 */
export function sleep(items: TargetItems, { by }: { readonly by: Caller }, now: Date): Change[] {
  const former = holdOff(items, now);
  if (!former) assertMayReplaceHold(items, by, now);
  // A service's hold-off gives way to a person's, and not the other way round.
  const stands = former !== undefined && (former.by === 'person' || by !== 'person');
  return [
    stands ? items.check('wish') : items.put('wish', { hold: 'off', by, at: now.toISOString() }),
    items.remove('lease#wake'),
  ];
}
