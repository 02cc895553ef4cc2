import { reportActivity } from '../../power/commands/report-activity.ts';
import type { ActivityReport, StopIntent } from '../../power/items.ts';
import { change } from '../../power/store/change.ts';
import type { Store } from '../../power/store/store.ts';

/** How a host tells of itself; both give the announced stop as it stands in the table. */
export interface HostTalk {
  report(report: ActivityReport): Promise<StopIntent | undefined>;
  look(): Promise<StopIntent | undefined>;
}

/** As our agent does it. */
export function agentTalk(store: Store, id: string, target = 'kafka'): HostTalk {
  return {
    async report(report) {
      const { items } = await change(store, target, (read) => reportActivity(read, id, report));
      return items.get('intent');
    },
    look: async () => (await store.read(target)).get('intent'),
  };
}

/** Of a host that tells nothing and asks for nothing. */
export const NO_TALK: HostTalk = {
  report: () => Promise.resolve(undefined),
  look: () => Promise.resolve(undefined),
};
