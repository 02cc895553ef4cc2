import type { Caller } from '../items.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import { holdOff, mayLift } from './held-off.ts';

/**
 * Puts the target to sleep, used or not, until somebody who ranks no lower wakes it. Earlier wakes are over with that.
 * A hold-off by somebody who ranks higher stays what it is.
 */
export function sleep(items: TargetItems, { by }: { readonly by: Caller }, now: Date): Change[] {
  const former = holdOff(items, now);
  const stands = former !== undefined && (former.by === by || !mayLift(by, former));
  return [
    stands ? items.check('wish') : items.put('wish', { hold: 'off', by, at: now.toISOString() }),
    items.remove('lease#wake'),
  ];
}
