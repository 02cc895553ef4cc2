import { reportActivity } from '../power/commands/report-activity.ts';
import type { ActivityReport, StopIntent } from '../power/items.ts';
import { change } from '../power/store/change.ts';
import type { Store } from '../power/store/store.ts';

/** Whose reports they are and where they go. */
export interface Reporter {
  readonly store: Store;
  readonly target: string;
  readonly instanceId: string;
}

/**
 * Writes what the host says of itself.
 *
 * @param make gets the host's former report
 * @returns the announced stop, which was read on the way
 * @throws errors of the store
 */
export async function report(
  { store, target, instanceId }: Reporter,
  make: (former: ActivityReport | undefined) => ActivityReport,
): Promise<StopIntent | undefined> {
  const { items } = await change(store, target, (read) =>
    reportActivity(read, instanceId, make(read.get(`activity#${instanceId}`))),
  );
  return items.get('intent');
}
