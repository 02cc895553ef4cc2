/** Settings at random: policies, clocks, paces. */
import fc, { type Arbitrary } from 'fast-check';
import { DAYS, type Window } from '../../../power/calendar/window.ts';
import type { PolicyProps } from '../../../power/policy.ts';
import { windowAt, ZONES } from './office-hours.ts';
import { ORDINARY, type Setting } from './story.ts';

/** Opens some minutes after a story begins, at that time of its zone, and perhaps on other days too. */
const windows: Arbitrary<Window> = fc
  .record({
    opensAfter: fc.integer({ min: -30, max: 400 }),
    lasts: fc.constantFrom(1, 20, 60, 150, 1_439),
    timeZone: fc.constantFrom(...Object.keys(ZONES)),
    otherDays: fc.subarray([...DAYS]),
  })
  .map(({ opensAfter, lasts, timeZone, otherDays }) => windowAt(opensAfter, lasts, timeZone, otherDays));

const usual = <T>(ordinary: T, ...others: T[]): Arbitrary<T> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(ordinary) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const policies: Arbitrary<PolicyProps> = fc.record(
  {
    idleAfter: fc.constantFrom(60, 900),
    minAwake: fc.constantFrom(0, 60, 900),
    bootDeadline: fc.constantFrom(120, 600),
    reportEvery: fc.constantFrom(5, 60),
    maxAwake: fc.constantFrom(1_800, 7_200),
    maxAwakeAction: fc.constant('stop'),
    windows: fc.array(windows, { minLength: 1, maxLength: 2 }),
    waitForLag: fc.constant(['billing']),
    fallbackSizes: fc.constantFrom<readonly string[]>(['t3.large'], ['t3a.medium', 't3.large']),
  },
  { requiredKeys: [] },
);

/** A foreign host that tells nothing of itself, for some. */
const wholePolicies: Arbitrary<PolicyProps> = fc
  .tuple(policies, usual<'agent' | 'none'>('agent', 'none'))
  .map(([{ idleAfter, waitForLag, ...policy }, reports]) =>
    reports === 'none'
      ? { ...policy, reports }
      : { ...policy, ...(idleAfter && { idleAfter }), ...(waitForLag && { waitForLag }) },
  );

export const settings: Arbitrary<Setting> = fc.record({
  policy: wholePolicies,
  teller: usual(ORDINARY.teller, 'api'),
  sizeIsKnown: usual(ORDINARY.sizeIsKnown, false),
  hostAhead: usual(ORDINARY.hostAhead, -400, -150, -40, -2, 2, 40, 150, 400),
  functionsAhead: fc.array(fc.integer({ min: -900, max: 900 }), { maxLength: 3 }),
  ticksAt: usual<readonly number[]>(ORDINARY.ticksAt, [0, 0], [0, 7], [13, 41]),
  events: fc.array(fc.array(fc.constantFrom(0, 1, 3, 55), { maxLength: 2 }), { maxLength: 3 }),
  pending: usual(ORDINARY.pending, 4, 90),
  stopping: usual(ORDINARY.stopping, 5, 120),
});
