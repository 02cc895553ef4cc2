import type { WatchProps } from './watch-props.ts';
import { nextStep } from './watch-schedule.ts';
import { Watching } from './watching.ts';

/** Watches the host's service until the signal is aborted: probes it, reports to the table, obeys announced stops. */
export async function watch<Snapshot>(props: WatchProps<Snapshot>, signal: AbortSignal): Promise<void> {
  const watching = new Watching(props);
  while (!signal.aborted) {
    const step = nextStep(watching.schedule, props.clock().getTime());
    if (step.do === 'wait') await props.sleep(step.milliseconds, signal);
    else await watching[step.do]();
  }
  await watching.leave();
}
