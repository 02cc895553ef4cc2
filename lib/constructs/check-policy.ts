import { Annotations, type Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { openWindow } from '../../power/calendar/open-window.ts';
import type { Policy } from '../../power/policy.ts';

/** Any instant does: what is always open is open now. A fixed one, so that a synthesis comes out the same each day. */
const SOME_INSTANT = new Date('2026-01-01T00:00:00Z');

/**
 * Holds a policy against its surroundings, as far as it is not wrong in itself (`policyOf`).
 *
 * @param scope the target whose policy it is; gets a warning for what is legal and yet costs as if nothing ever slept
 * @param tick time between two looks of the reaper
 * @throws Error when the policy asks for what the tick cannot see.
 */
export function checkPolicy(scope: Construct, policy: Policy, tick: Duration): void {
  const { reports, idleAfter, windows } = policy;
  const seconds = tick.toSeconds();
  if (reports === 'agent' && idleAfter < seconds) {
    throw new Error(
      `idleAfter: given ${idleAfter} seconds for ${scope.node.path}, but the reaper looks only every ${seconds} seconds (tick); give at least ${seconds}, or a shorter tick`,
    );
  }
  const open = openWindow(windows, SOME_INSTANT);
  if (open !== undefined && open.until === undefined) {
    Annotations.of(scope).addWarningV2(
      'catnap:always-open',
      `the windows of ${scope.node.path} cover the whole week, so it never sleeps and costs as much as a host that is always on; leave a gap, or put it to sleep by no power switch at all`,
    );
  }
}
