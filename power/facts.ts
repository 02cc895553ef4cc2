import type { AlarmCode } from './alarm.ts';
import type {
  ActivityReport,
  AlarmTold,
  ItemKey,
  Lease,
  Leave,
  StartTrouble,
  StopIntent,
  Transition,
  Wish,
} from './items.ts';
import type { MarketNotes } from './market/market-notes.ts';
import { type Host, mergeReports } from './merge-reports.ts';
import type { TargetItems } from './store/target-items.ts';
import type { Instance } from './target/target.ts';
import { isAfter } from './time.ts';

/** All that a decision about a target rests on. What has lapsed is not in it. */
export interface Facts {
  readonly wish?: Wish;
  /** The one that lasts longest comes first. */
  readonly leases: readonly Lease[];
  readonly intent?: StopIntent;
  /** The instance that is the target. */
  readonly instance?: Instance;
  /** More instances that carry the same tags: somebody's mistake, or a replacement under way. */
  readonly others: readonly Instance[];
  /** What the instance said of itself since it was last started; of a cluster, what its hosts said as one. */
  readonly report?: ActivityReport;
  /** Why the use of a cluster is not known, although some of its hosts report. */
  readonly unknown?: string;
  /** The hosts of a cluster, each with what it said since it was launched; none for a single instance. */
  readonly hosts: readonly Host[];
  /** The broker that is asked to leave. */
  readonly leave?: Leave;
  /** What is remembered of a cluster's markets. */
  readonly market?: MarketNotes;
  /** Starts that AWS refused. */
  readonly trouble?: StartTrouble;
  /** When people were last told of each alarm. */
  readonly told: Readonly<Partial<Record<AlarmCode, AlarmTold>>>;
  /** The newest transition: into the state that was last recorded. */
  readonly recorded?: Transition;
  /** Items that a newer version wrote, and that this one therefore cannot read. */
  readonly newer: readonly ItemKey[];
}

/** Puts together what the table and EC2 say. Of several live instances the newest launch owns the target. */
export function factsOf(items: TargetItems, instances: readonly Instance[], now: Date): Facts {
  const wish = items.get('wish');
  const live = instances.filter(({ state }) => state !== 'shutting-down' && state !== 'terminated');
  const [instance, ...others] = live.sort((a, b) => (isAfter(a.launchTime, b.launchTime) ? -1 : 1));
  const hosts = [...(instance?.cluster?.members ?? [])]
    .sort((a, b) => a.node - b.node)
    .map((member) => ({
      ...member,
      report: reportOf(items, member),
    }));
  return {
    wish: wish?.holdUntil !== undefined && !isAfter(wish.holdUntil, now) ? undefined : wish,
    leases: items
      .leases()
      .filter(({ until }) => isAfter(until, now))
      .sort((a, b) => (isAfter(a.until, b.until) ? -1 : 1)),
    intent: items.get('intent'),
    instance,
    others,
    ...(instance?.cluster ? mergeReports(hosts, now) : { report: instance && reportOf(items, instance) }),
    hosts,
    leave: items.get('leave'),
    market: items.get('market'),
    trouble: items.get('start'),
    told: items.alarmsTold(),
    recorded: items.newestTransition()?.value,
    newer: items.newer(),
  };
}

/** What a host said since it was last started. */
function reportOf(items: TargetItems, { id, launchTime }: Pick<Instance, 'id' | 'launchTime'>) {
  const report = items.get(`activity#${id}`);
  return report && isAfter(report.at, launchTime) ? report : undefined;
}
