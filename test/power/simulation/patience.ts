/** How long things may take when nothing goes wrong, in milliseconds: the sums that the promises allow. */
import type { Policy } from '../../../power/policy.ts';
import type { Setting } from './story.ts';

const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** Between two ticks. */
export const TICK = 60 * SECOND;

/** A stop that was committed and then not called for counts no more after that. */
const COMMITMENT = MINUTE;

/** A host that does not answer an announced stop is stopped after that. */
const ANSWER = 2 * MINUTE;

/** The longest back-off after refused starts. */
const BACK_OFF = 15 * MINUTE;

/** Kafka's start after the instance runs, with the pace of `fake-host.ts`. */
const BOOT = 30 * SECOND;

/** From the wish to be awake until Kafka answers. */
export function untilAwake({ pending, stopping, hostAhead }: Setting, refusedLately: boolean): number {
  const ec2 = (pending + stopping) * SECOND;
  // A host whose clock is behind takes the stop that it woke from for a new one, until that is cleared away.
  const confusion = hostAhead < 0 ? TICK : 0;
  return COMMITMENT + 2 * TICK + ec2 + BOOT + confusion + (refusedLately ? BACK_OFF + TICK : 0);
}

/** From the moment from which it may sleep until the instance has stopped. */
export function untilAsleep({ stopping, hostAhead }: Setting, { reportEvery }: Policy): number {
  const announced = 1.5 * reportEvery * SECOND;
  const ahead = Math.abs(hostAhead) * SECOND;
  return 2 * TICK + announced + ANSWER + TICK + COMMITMENT + stopping * SECOND + TICK + ahead;
}
