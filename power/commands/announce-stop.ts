import type { Action } from '../decide.ts';
import type { Reason } from '../reason.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';

/** What is stopped, and when. */
interface Announcement extends Omit<Extract<Action, { do: 'announce-stop' }>, 'do'> {
  /** Ids of the instances whose reports it was decided on. */
  readonly hosts: readonly string[];
}

/** Announces a stop, provided that all it was decided on is still so: the wish, the leases and the hosts' reports. */
export function announceStop(
  items: TargetItems,
  { at: stop, id, hosts }: Announcement,
  reason: Reason,
  now: Date,
): Change[] {
  const leases = new Set<`lease#${string}`>(['lease#wake', ...items.leaseKeys()]);
  return [
    items.put('intent', { stop, at: now.toISOString(), instance: id, reason }),
    items.check('wish'),
    ...hosts.map((host) => items.check(`activity#${host}`)),
    ...[...leases].map((key) => items.check(key)),
  ];
}
