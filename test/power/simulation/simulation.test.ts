/** A short run of what `npm run prove` does at length, and proofs that it would notice. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { handle } from '../../../power/api/handle.ts';
import { reap } from '../../../power/reap.ts';
import { later } from '../../../power/time.ts';
import type { Programs } from './functions.ts';
import { proveChunk } from './prove-chunk.ts';

const STORIES = 3;

/** Milliseconds; a story takes some hundredths of a second, and shrinking lives through hundreds of them. */
const PATIENCE = 120_000;

/** Enough for each of the faults below to show itself. */
const STORIES_UNTIL_FOUND = 150;

/** The seed of the day, so that other stories are told on other days; a failure names it. */
const TODAY = Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''));

beforeEach(() => {
  // The wake function logs each failure of AWS, and here thousands of them are meant to be.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a target whose host, functions, callers and AWS behave as they may', () => {
  it.each([1, 2, TODAY])(
    'keeps every promise in the stories of seed %d',
    async (seed) => {
      const { broken, counts } = await proveChunk({ seed, chunk: 0, stories: STORIES });
      expect(broken).toBeUndefined();
      expect(counts).toMatchObject({ stories: STORIES });
    },
    PATIENCE,
  );
});

describe('the simulation tells, in a story that a person can read, of', () => {
  const faulty: [string, Programs, RegExp][] = [
    [
      'a reaper whose clock is ten minutes ahead',
      {
        handle,
        reap: (power) => reap({ ...power, clock: () => new Date(later(power.clock(), 600)) }),
      },
      /never stopped while it is used, held, leased/,
    ],
    [
      'a reaper that tells nobody of alarms',
      {
        handle,
        reap: (power) =>
          reap({
            ...power,
            notify: (target, notice) =>
              'alarm' in notice ? Promise.resolve() : power.notify(target, notice),
          }),
      },
      /maxAwake|max-awake/i,
    ],
  ];
  it.each(faulty)(
    '%s',
    async (_what, programs, promise) => {
      const { broken = '' } = await proveChunk({ seed: 1, chunk: 0, stories: STORIES_UNTIL_FOUND }, programs);
      expect(broken).toMatch(promise);
      expect(broken).toMatch(/\d\d:\d\d:\d\d/);
    },
    PATIENCE,
  );
});
