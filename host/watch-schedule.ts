import type { StopIntent } from '../power/items.ts';
import type { ServiceState } from './service-health.ts';

/** What the next step depends on. Instants in epoch milliseconds. */
export interface Schedule {
  readonly service: ServiceState;
  /** The announced stop, as last read. */
  readonly intent?: StopIntent;
  readonly reportAt: number;
  readonly probeAt: number;
  /** When the announced stop may be read again. */
  readonly lookAt: number;
  /**
   * When to see whether EC2 takes the instance back.
   * @default - never
   */
  readonly askAt?: number;
  /**
   * When a host that goes for good takes the next step.
   * @default - it stays
   */
  readonly goAt?: number;
}

/**
 * What to do next. `look`: read the announced stop again and obey it; `ask`: see whether EC2 takes the instance back; `go`: go
 * for good.
 */
export type Step =
  | { readonly do: 'report' | 'probe' | 'look' | 'ask' | 'go' }
  | { readonly do: 'wait'; readonly milliseconds: number };

/**
 * Decides what to do now.
 *
 * While the service is awaited it is probed often, because somebody is waiting, and while it is doubted, because it must not be
 * so for long; when it is ready, each report probes it. The announced stop is read with each report; at its instant, and
 * all the while that it is stopped for it, it is read again, since it may have been withdrawn. A host that goes for good
 * does not come back for that.
 */
export function nextStep(schedule: Schedule, now: number): Step {
  const { service, intent, reportAt, probeAt, lookAt, askAt, goAt } = schedule;
  const stopDue = service === 'stopped' ? lookAt : intent && Math.max(lookAt, Date.parse(intent.stop));
  const dues = [
    { do: 'go', at: goAt },
    { do: 'look', at: goAt === undefined ? stopDue : undefined },
    { do: 'ask', at: askAt },
    { do: 'report', at: reportAt },
    { do: 'probe', at: service === 'awaited' || service === 'doubted' ? probeAt : undefined },
  ] as const;
  const due = dues.find(({ at }) => at !== undefined && at <= now);
  if (due !== undefined) return { do: due.do };
  const next = Math.min(...dues.flatMap(({ at }) => at ?? []));
  return { do: 'wait', milliseconds: next - now };
}
