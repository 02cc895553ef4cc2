/** Happenings at random. */
import fc, { type Arbitrary } from 'fast-check';
import { FAILURES, type Fault, HALF_TRUTHS } from './faults.ts';
import type { Ask, HostEvent, InstanceEvent, Mishap } from './story.ts';
import { SIZES } from './story.ts';

const minutes = fc.constantFrom(1, 3, 7, 15, 40, 100);
const by = fc.constantFrom('person', 'service', 'visitor');
const insider = fc.constantFrom('person', 'service');
const id = fc.constantFrom('import', 'backup');

export const asks: Arbitrary<Ask> = fc.oneof(
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

export const hostEvents: Arbitrary<HostEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('use'), minutes }) },
  fc.record({ do: fc.constant('lag'), minutes }),
  fc.record({ do: fc.constant('hang'), minutes }),
  fc.record({ do: fc.constant('crash'), seconds: fc.constantFrom(5, 30, 400) }),
  fc.record({ do: fc.constant('break-boots'), minutes }),
  fc.record({ do: fc.constant('slow-boots'), seconds: fc.constantFrom(30, 200, 500), minutes }),
  fc.record({ do: fc.constant('fill-disk'), minutes }),
);

export const instanceEvents: Arbitrary<InstanceEvent> = fc.oneof(
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

export const mishaps: Arbitrary<Mishap> = fc.oneof(
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
  fc.record({ do: fc.constant('doom-starts'), minutes }),
  fc.record({ do: fc.constant('no-ticks'), minutes }),
  fc.record({ do: fc.constant('newer-version'), minutes }),
);
