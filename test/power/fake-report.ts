import type { Schedule } from '../../host/watch-schedule.ts';
import type { ActivityDetail, ActivityReport } from '../../power/items.ts';

/** What a host cannot help. */
interface Condition {
  /** The boot fails with that message. */
  readonly broken: string | undefined;
  readonly lag: ActivityReport['lag'] | undefined;
  readonly disk: ActivityDetail['disk'];
}

/** What its agent knows; instants by its own clock. */
interface Known
  extends Pick<ActivityReport, 'at' | 'bootId' | 'lastUsedAt'>,
    Required<Pick<ActivityDetail, 'boot'>> {
  readonly service: Schedule['service'];
}

const PHASES = { awaited: 'booting', ready: 'serving', doubted: 'serving', stopped: 'stopped' } as const;

/** What a host reports of itself, as its agent does. */
export function reportOf({ broken, lag, disk }: Condition, known: Known): ActivityReport {
  const { at, bootId, lastUsedAt, boot, service } = known;
  return {
    at,
    bootId,
    lastUsedAt,
    ready: service === 'ready',
    ...(service === 'stopped' && { stopped: 'clean' }),
    ...(lag && { lag }),
    detail: {
      phase: broken === undefined ? PHASES[service] : 'failed',
      ...(broken !== undefined && { message: broken }),
      ...(disk && { disk }),
      boot,
    },
  };
}
