/** Stories at random: every kind of moment in every kind of setting, which shrink to short and ordinary ones. */
import fc, { type Arbitrary } from 'fast-check';
import { asks, hostEvents, instanceEvents, mishaps } from './happenings.ts';
import { settings } from './settings.ts';
import type { Moment, Story } from './story.ts';

const MOST_MOMENTS = 40;

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

export const STORIES: Arbitrary<Story> = fc.record({
  setting: settings,
  moments: fc.array(moments, { minLength: 1, maxLength: MOST_MOMENTS, size: 'max' }),
});
