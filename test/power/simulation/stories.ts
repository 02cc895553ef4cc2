/** Stories at random: every kind of moment in every kind of setting, which shrink to short and ordinary ones. */
import fc, { type Arbitrary } from 'fast-check';
import { DAYS, type Window } from '../../../power/calendar/window.ts';
import type { PolicyProps } from '../../../power/policy.ts';
import { FAILURES, type Fault, HALF_TRUTHS } from './faults.ts';
import { windowAt, ZONES } from './office-hours.ts';
import type { Ask, HostEvent, InstanceEvent, Mishap, Moment, Setting, Story } from './story.ts';
import { ORDINARY, SIZES } from './story.ts';

const MOST_MOMENTS = 40;

const minutes = fc.constantFrom(1, 3, 7, 15, 40, 100);
const by = fc.constantFrom('person', 'service', 'visitor');
const insider = fc.constantFrom('person', 'service');
const id = fc.constantFrom('import', 'backup');

const asks: Arbitrary<Ask> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record(
      { do: fc.constant('wake'), by, minutes: fc.constantFrom(1, 7, 15) },
      { requiredKeys: ['do', 'by'] },
    ),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sleep'), by: insider }) },
  fc.record({ do: fc.constant('hold'), by: insider, minutes }),
  fc.record({ do: fc.constant('end-hold'), by: insider }),
  fc.record({ do: fc.constant('lease'), by: insider, id, minutes }),
  fc.record({ do: fc.constant('end-lease'), by: insider, id }),
  fc.record({ do: fc.constant('look'), by }),
);

const hostEvents: Arbitrary<HostEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('use'), minutes }) },
  fc.record({ do: fc.constant('lag'), minutes }),
  fc.record({ do: fc.constant('hang'), minutes }),
  fc.record({ do: fc.constant('crash'), seconds: fc.constantFrom(5, 30, 400) }),
  fc.record({ do: fc.constant('break-boots'), minutes }),
  fc.record({ do: fc.constant('slow-boots'), seconds: fc.constantFrom(30, 200, 500), minutes }),
  fc.record({ do: fc.constant('fill-disk'), minutes }),
);

const instanceEvents: Arbitrary<InstanceEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('console-start') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('console-stop') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('aws-stop') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('deploy-size'), size: fc.constantFrom(...SIZES) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('replace'), minutes }) },
  fc.record({ do: fc.constant('terminate'), minutes }),
  fc.record({ do: fc.constant('adopt'), minutes }),
);

const times = fc.constantFrom(1, 2, 5);
const ofFunctions = fc.constant('function');

const faults: Arbitrary<Mishap> = fc.oneof(
  fault(['DescribeInstances', 'StartInstances', 'StopInstances', 'ModifyInstanceAttribute'], [...FAILURES]),
  fault(['DescribeInstances'], [...HALF_TRUTHS]),
  fault(['Query', 'TransactWriteItems'], [...FAILURES]),
  fault(['TransactWriteItems'], ['conflict']),
  fault(['Publish', 'GetParametersByPath'], [...FAILURES]),
  fc.record({
    do: fc.constant('fault'),
    call: fc.constantFrom('Query', 'TransactWriteItems'),
    fault: fc.constantFrom(...FAILURES),
    where: fc.constant('host'),
    times: fc.constantFrom(1, 5, 50),
  }),
);

function fault(
  calls: Extract<Mishap, { do: 'fault' }>['call'][],
  kinds: Fault[],
): Arbitrary<Extract<Mishap, { do: 'fault' }>> {
  return fc.record({
    do: fc.constant('fault'),
    call: fc.constantFrom(...calls),
    fault: fc.constantFrom(...kinds),
    where: ofFunctions,
    times,
  });
}

const legs = fc.array(fc.constantFrom(0, 50, 400, 3_000, 11_000), { minLength: 1, maxLength: 6 });

const mishaps: Arbitrary<Mishap> = fc.oneof(
  { weight: 4, arbitrary: faults },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tick'), times: fc.constantFrom(1, 2, 3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('slow'), legs, minutes }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('kill'), afterCalls: fc.integer({ min: 1, max: 9 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('sold-out'),
      sizes: fc.constantFrom<readonly string[]>(SIZES.slice(0, 1), SIZES.slice(0, 2), SIZES),
      minutes,
    }),
  },
  fc.record({ do: fc.constant('quota'), minutes }),
  fc.record({ do: fc.constant('doom-starts'), times }),
  fc.record({ do: fc.constant('no-ticks'), minutes }),
  fc.record({ do: fc.constant('newer-version'), minutes }),
);

const moments: Arbitrary<Moment> = fc.record({
  after: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 100 }) },
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 900 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 4_000 }) },
  ),
  what: fc.oneof(
    { weight: 4, arbitrary: asks },
    { weight: 2, arbitrary: hostEvents },
    { weight: 2, arbitrary: instanceEvents },
    { weight: 3, arbitrary: mishaps },
  ),
});

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

const settings: Arbitrary<Setting> = fc.record({
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

export const STORIES: Arbitrary<Story> = fc.record({
  setting: settings,
  moments: fc.array(moments, { minLength: 1, maxLength: MOST_MOMENTS, size: 'max' }),
});
