import type { Status } from '../../bin/answer.ts';

/** A status with what a test does not care about filled in. */
export function aStatus(overrides: Partial<Status> = {}): Status {
  return {
    target: 'kafka',
    state: 'asleep',
    since: '2026-11-21T12:00:00.000Z',
    reason: 'unused for 6 min, sleeps after 5 min',
    reasonCode: 'idle',
    ...overrides,
  };
}
