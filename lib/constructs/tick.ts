import type { Duration } from 'aws-cdk-lib';

/** How long a minute is, which EventBridge Scheduler's rates and CloudWatch's periods are multiples of. Seconds. */
const MINUTE = 60;

/** An announced stop is carried out at the next tick: with an hour between two, a host stays awake for one more. */
const LONGEST = 60 * MINUTE;

/**
 * Refuses a tick with which nothing would work.
 *
 * @throws Error unless it is a number of whole minutes up to an hour, or shorter than a minute, which only the
 * rehearsal's emulator obeys.
 */
export function requireTick(tick: Duration): void {
  const seconds = tick.toSeconds({ integral: false });
  const isRate = seconds % MINUTE === 0 && seconds <= LONGEST;
  if (seconds <= 0 || !(isRate || seconds < MINUTE)) {
    throw new Error(
      `tick: given ${seconds} seconds, allowed are whole minutes from 1 to ${LONGEST / MINUTE}; Duration.minutes(1) is one. (Below a minute only a rehearsal obeys.)`,
    );
  }
}

/** Whole minutes between two ticks as AWS makes them: the emulator alone is faster than one a minute. */
export function minutesBetweenTicks(tick: Duration): number {
  return Math.max(1, tick.toMinutes({ integral: false }));
}
