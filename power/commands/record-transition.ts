import type { Transition } from '../items.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import { epochSeconds, later } from '../time.ts';

/** Seconds for which a transition is kept once its state was left. */
const KEPT_FOR = 30 * 86_400;

/**
 * Appends to the list of transitions: `left` on the newest one and the new one behind it, together. Of two who append at
 * once, one meets a conflict.
 */
export function recordTransition(items: TargetItems, transition: Transition): Change[] {
  const former = items.newestTransition();
  if (!former) return [items.put('transition#0', transition)];
  const expiresAt = epochSeconds(later(transition.at, KEPT_FOR));
  return [
    items.put(former.key, { ...former.value, left: transition.at, expiresAt }),
    items.put(`transition#${transition.at}`, transition),
  ];
}
