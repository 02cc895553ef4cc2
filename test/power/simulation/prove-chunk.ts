/** A few stories that follow from a seed and a number, always the same ones. */
import fc from 'fast-check';
import { type Counts, Coverage } from './coverage.ts';
import type { Programs } from './functions.ts';
import { live } from './live.ts';
import { CATNAP } from './simulation.ts';
import { STORIES } from './stories.ts';
import type { Story } from './story.ts';
import { tell } from './tell.ts';

/** Which stories. */
export interface Chunk {
  readonly seed: number;
  readonly chunk: number;
  /** How many. */
  readonly stories: number;
}

/** What came of them. */
export interface Proven {
  readonly chunk: number;
  readonly counts: Counts;
  /** Simulated milliseconds. */
  readonly lasted: number;
  /** The shortest story that was found in which a promise is broken. */
  readonly broken?: string;
}

/** A prime, so that neither the chunks of one seed nor those of the next are alike. */
const STRIDE = 7_919;

/** Lives the stories through, and shrinks the first one in which a promise is broken. */
export async function proveChunk(
  { seed, chunk, stories }: Chunk,
  programs: Programs = CATNAP,
): Promise<Proven> {
  const coverage = new Coverage();
  let lasted = 0;
  const property = fc.asyncProperty(STORIES, async (story: Story) => {
    const outcome = await live(story, programs);
    coverage.add(outcome.counts);
    coverage.count('stories');
    lasted += outcome.lasted;
    return outcome.violation === undefined;
  });
  const { counterexample } = await fc.check(property, { seed: seed + STRIDE * chunk, numRuns: stories });
  const [story] = counterexample ?? [];
  const broken = story && tell(story, await live(story, programs, true));
  return { chunk, counts: coverage.all(), lasted, ...(broken !== undefined && { broken }) };
}
