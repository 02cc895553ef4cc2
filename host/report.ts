import { reportActivity } from '../power/commands/report-activity.ts';
import type { ActivityReport, Leave, StopIntent } from '../power/items.ts';
import { change } from '../power/store/change.ts';
import type { Store } from '../power/store/store.ts';
import type { TargetItems } from '../power/store/target-items.ts';

/** Whose reports they are and where they go. */
export interface Reporter {
  readonly store: Store;
  readonly target: string;
  readonly instanceId: string;
}

/** What the table asks of a target's hosts. */
export interface Orders {
  /** The announced stop. */
  readonly intent?: StopIntent;
  /** The host that is to go for good. */
  readonly leave?: Leave;
}

/** What the items of a target ask of its hosts. */
export function ordersIn(items: TargetItems): Orders {
  return { intent: items.get('intent'), leave: items.get('leave') };
}

/**
 * Writes what the host says of itself.
 *
 * @param make gets the host's former report
 * @returns what is asked of the host, which was read on the way
 * @throws errors of the store
 */
export async function report(
  { store, target, instanceId }: Reporter,
  make: (former: ActivityReport | undefined) => ActivityReport,
): Promise<Orders> {
  const { items } = await change(store, target, (read) =>
    reportActivity(read, instanceId, make(read.get(`activity#${instanceId}`))),
  );
  return ordersIn(items);
}
