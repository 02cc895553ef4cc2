import type { ActivityReport } from '../power/items.ts';
import type { BootRecord } from './boot-record.ts';
import { explain } from './errors.ts';
import { type Reporter, report } from './report.ts';
import { mustRun, type RunCommand } from './run-command.ts';
import type { Ending } from './service.ts';
import { isMounted } from './volume/mount-data.ts';

/** What a stop talks to. */
export interface StopProps {
  readonly record: BootRecord;
  readonly reporter: Reporter;
  /** How the services ended. */
  readonly howStopped: () => Promise<Ending>;
  readonly mountPoint: string;
  /**
   * Gives the volume back once it is unmounted.
   * @default - the instance keeps its volume, for its next start
   */
  readonly detach?: () => Promise<void>;
  readonly run: RunCommand;
  readonly clock: () => Date;
  readonly log: (line: string) => void;
}

/**
 * After the services have ended: reports how, unmounts the data volume, and gives it back if the instance will not start
 * again. A table that does not answer keeps no volume mounted.
 *
 * @throws HostError `command-failed` if the volume cannot be unmounted
 */
export async function stop(props: StopProps): Promise<void> {
  const { reporter, mountPoint, detach, run, log } = props;
  try {
    const ending = await props.howStopped();
    await report(reporter, (former) => lastReport(props, ending, former));
  } catch (error) {
    log(`the last report could not be written: ${explain(error)}`);
  }
  if (await isMounted(run, mountPoint)) await mustRun(run, 'umount', [mountPoint]);
  try {
    await detach?.();
  } catch (error) {
    log(`the volume goes back only with the instance: ${explain(error)}`);
  }
}

/** What the watch last reported, but for the services' end. */
function lastReport({ record, clock }: StopProps, stopped: Ending, former?: ActivityReport): ActivityReport {
  const { bootId, steps, programs } = record;
  const at = clock().toISOString();
  return {
    lastUsedAt: former?.lastUsedAt ?? at,
    at,
    bootId,
    ready: false,
    stopped,
    detail: { boot: steps, programs, ...former?.detail, phase: 'stopped', message: undefined },
  };
}
