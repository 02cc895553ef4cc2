/** All that must hold, whatever happens. */
import type { RuleOf } from './rule.ts';
import { bootsAreNotCut } from './rules/boots-are-not-cut.ts';
import { endsAsleep } from './rules/ends-asleep.ts';
import { failsWithCause } from './rules/fails-with-cause.ts';
import { manualStopsStick } from './rules/manual-stops-stick.ts';
import { maxAwakeIsTold } from './rules/max-awake-is-told.ts';
import { sleepSticks } from './rules/sleep-sticks.ts';
import { stopsAsAnnounced } from './rules/stops-as-announced.ts';
import { stopsWithCause } from './rules/stops-with-cause.ts';
import { storyHasNoGaps } from './rules/story-has-no-gaps.ts';
import { wakesAreNotLost } from './rules/wakes-are-not-lost.ts';
import { wrongInstancesAreLeftAlone } from './rules/wrong-instances-are-left-alone.ts';

export const RULES: readonly RuleOf[] = [
  stopsWithCause,
  stopsAsAnnounced,
  bootsAreNotCut,
  wakesAreNotLost,
  sleepSticks,
  manualStopsStick,
  endsAsleep,
  maxAwakeIsTold,
  storyHasNoGaps,
  failsWithCause,
  wrongInstancesAreLeftAlone,
];
