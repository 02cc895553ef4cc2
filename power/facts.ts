import type { AlarmCode } from './alarm.ts';
import type {
  ActivityReport,
  AlarmTold,
  ItemKey,
  Lease,
  StartTrouble,
  StopIntent,
  Transition,
  Wish,
} from './items.ts';
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
  /** What the instance said of itself since it was last started. */
  readonly report?: ActivityReport;
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
  const report = instance && items.get(`activity#${instance.id}`);
  return {
    wish: wish?.holdUntil !== undefined && !isAfter(wish.holdUntil, now) ? undefined : wish,
    leases: items
      .leases()
      .filter(({ until }) => isAfter(until, now))
      .sort((a, b) => (isAfter(a.until, b.until) ? -1 : 1)),
    intent: items.get('intent'),
    instance,
    others,
    report: instance && report && isAfter(report.at, instance.launchTime) ? report : undefined,
    trouble: items.get('start'),
    told: items.alarmsTold(),
    recorded: items.newestTransition()?.value,
    newer: items.newer(),
  };
}
