import type { Exit } from './guarded-process.ts';
import type { ServiceSettings } from './unit.ts';

/** How a service's last run ended, as `systemctl show -p Result` says it. */
export type Result = 'success' | 'exit-code' | 'signal' | 'timeout' | 'resources' | 'start-limit-hit';

/** Signals that a long-running service may end by (systemd.service(5), SuccessExitStatus=). */
const CLEAN_SIGNALS: readonly string[] = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGPIPE'];

/** Whether a process of a service ended well. */
export function judge(exit: Exit, { type, successExitStatus }: ServiceSettings): Result {
  if ('code' in exit)
    return exit.code === 0 || successExitStatus.includes(exit.code) ? 'success' : 'exit-code';
  const clean = type !== 'oneshot' && CLEAN_SIGNALS.includes(exit.signal);
  return clean || successExitStatus.includes(exit.signal) ? 'success' : 'signal';
}

/** Whether a service that ended by itself with `result` is started again. */
export function restarts({ restart }: ServiceSettings, result: Result): boolean {
  return restart === 'always' || (restart === 'on-failure' && result !== 'success');
}
