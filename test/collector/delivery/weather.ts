import fc from 'fast-check';
import type { Behaviour } from '../fixtures/fake-sink.ts';

/** One thing that happens. Many in a row are a story that a person can read. */
export type Happening =
  | { readonly kind: 'accept'; readonly keys: readonly string[]; readonly bytes: number }
  | { readonly kind: 'time passes'; readonly milliseconds: number }
  | {
      readonly kind: 'sends take' | 'commands to Redis take twice' | 'reads of Redis take';
      readonly milliseconds: number;
    }
  | { readonly kind: 'the sink falls asleep' | 'the sink is awake' }
  | { readonly kind: 'the next send'; readonly takes: number; readonly rest: Rest }
  | { readonly kind: 'Redis is gone' | 'Redis is back' | 'Redis is full' | 'Redis has room' }
  | { readonly kind: 'the next append is written without an answer' }
  | { readonly kind: 'the collector crashes' | 'the collector is restarted' };

/** What becomes of the records that the sink does not acknowledge. */
type Rest = 'fails' | 'hangs' | 'is throttled' | 'arrives unanswered' | 'arrives late';

const REST: Readonly<Record<Rest, Behaviour>> = {
  fails: {},
  hangs: { hangs: true },
  'is throttled': { code: 'throttled' },
  'arrives unanswered': { arrives: 'unanswered', hangs: true },
  'arrives late': { arrives: 'late', hangs: true },
};

/** How the sink behaves: it takes the first few, and of the others none. */
export function behaviourOf({ takes, rest }: { takes: number; rest: Rest }): Behaviour {
  return { ...REST[rest], acknowledges: (_record, index) => index < takes };
}

/** Bytes of events that the sink takes as dead letters only, and of those that it takes not at all. */
export const REJECTED = 13;
export const HOPELESS = 17;

const accept = fc.record({
  kind: fc.constant('accept' as const),
  keys: fc.array(fc.constantFrom('k1', 'k2'), { minLength: 1, maxLength: 4 }),
  bytes: fc.constantFrom(10, 10, 10, 3000, REJECTED, HOPELESS),
});

const passing = fc.record({
  kind: fc.constant('time passes' as const),
  milliseconds: fc.constantFrom(1, 10, 200, 1000, 6000),
});

const delaying = fc.record({
  kind: fc.constantFrom(...(['sends take', 'commands to Redis take twice', 'reads of Redis take'] as const)),
  milliseconds: fc.constantFrom(0, 3, 30),
});

const sending = fc.record({
  kind: fc.constant('the next send' as const),
  takes: fc.nat(4),
  rest: fc.constantFrom(
    ...(['fails', 'hangs', 'is throttled', 'arrives unanswered', 'arrives late'] as const),
  ),
});

const rest = fc.record({
  kind: fc.constantFrom(
    ...([
      'the sink falls asleep',
      'the sink is awake',
      'Redis is gone',
      'Redis is back',
      'Redis is full',
      'Redis has room',
      'the next append is written without an answer',
      'the collector crashes',
      'the collector is restarted',
    ] as const),
  ),
});

/** Any mixture, mostly of events and time. */
export const happenings = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: accept },
    { weight: 4, arbitrary: passing },
    { weight: 2, arbitrary: sending },
    { weight: 2, arbitrary: delaying },
    { weight: 4, arbitrary: rest },
  ),
  { maxLength: 40, size: 'max' },
);
