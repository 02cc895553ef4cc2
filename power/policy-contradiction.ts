import type { Policy } from './policy.ts';
import { durationText } from './time.ts';

/** What in a policy contradicts itself, as a sentence without its subject; undefined if nothing does. */
export function contradictionIn(policy: Policy, defaults: Policy): string | undefined {
  const { reports, idleAfter, minAwake, bootDeadline, maxAwake, waitForLag } = policy;
  if (reports === 'none') {
    const useless =
      idleAfter === defaults.idleAfter ? waitForLag.length > 0 && 'waitForLag' : ('idleAfter' as const);
    if (useless) {
      return `has reports "none" and ${useless}, but without reports nobody knows of use or lag; leave ${useless} out, or let the host report`;
    }
  }
  if (policy.kind === 'brokers' && (policy.size !== undefined || policy.fallbackSizes.length > 0)) {
    return 'is of kind "brokers" and has size or fallbackSizes, but the types that brokers may have are those of their groups; leave them out';
  }
  if (policy.kind === 'brokers' && reports === 'none') {
    return 'is of kind "brokers" and has reports "none", but only their hosts know whether brokers are in sync; leave reports out';
  }
  if (maxAwake < bootDeadline + minAwake) {
    const least = `bootDeadline and minAwake together (${durationText(bootDeadline + minAwake)})`;
    return `has maxAwake ${maxAwake} (${durationText(maxAwake)}), less than ${least}, so that it would be too long awake before it was up; raise it or lower those`;
  }
  return undefined;
}
