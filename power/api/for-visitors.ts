import type { PowerState } from '../items.ts';
import type { CommandBody, StatusBody } from './api.ts';

/** What a stranger may know of why. */
const REASONS: Readonly<Record<PowerState, string>> = {
  asleep: 'asleep until somebody wakes it',
  booting: 'waking up',
  online: 'awake and ready',
  stopping: 'falling asleep',
  blocked: 'not coming up by itself; those who run it can see why',
};

/**
 * An answer without what is nobody's business: reasons name topics, groups, instances and what others wrote, and the
 * public address is open to anybody.
 */
export function forVisitors<T extends CommandBody | StatusBody>(body: T): T {
  const shown = {
    ...body,
    alarms: undefined,
    members: undefined,
    nextWindow: undefined,
    reason: REASONS[body.state],
  };
  if (!('timeline' in shown)) return shown;
  return { ...shown, timeline: shown.timeline.map((entry) => ({ ...entry, reason: REASONS[entry.to] })) };
}
