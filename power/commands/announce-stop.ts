import type { Action } from '../decide.ts';
import type { Reason } from '../reason.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';

/** Announces a stop, provided that all it was decided on is still so: the wish, the leases and the host's report. */
export function announceStop(
  items: TargetItems,
  { at: stop, id }: Extract<Action, { do: 'announce-stop' }>,
  reason: Reason,
  now: Date,
): Change[] {
  const leases = new Set<`lease#${string}`>(['lease#wake', ...items.leaseKeys()]);
  return [
    items.put('intent', { stop, at: now.toISOString(), instance: id, reason }),
    items.check('wish'),
    items.check(`activity#${id}`),
    ...[...leases].map((key) => items.check(key)),
  ];
}
