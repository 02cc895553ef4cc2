import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { liveAClusterDay } from '../../rehearsal/day/live-a-cluster-day.ts';
import { startTimeline } from '../../rehearsal/day/timeline.ts';
import { THREE_BROKERS } from '../../rehearsal/rehearsed-environment.ts';
import { type DeployedRehearsal, deployRehearsal } from './deploy-rehearsal.ts';

/** Nothing here takes longer, on a busy laptop either. Milliseconds. */
const PATIENCE = 600_000;

let rehearsal: DeployedRehearsal;

beforeAll(async () => {
  rehearsal = await deployRehearsal(THREE_BROKERS);
}, PATIENCE);

afterAll(async () => {
  await rehearsal?.close();
}, PATIENCE);

describe('a day of three brokers', () => {
  it(
    'has an interruption under load that loses no record, a sleep of the whole, and a wake of the whole',
    async () => {
      // Told as it passes, so that a day that goes wrong shows how far it came.
      const timeline = startTimeline((line) => process.stdout.write(`${line}\n`));
      await liveAClusterDay(rehearsal.handle, timeline);
      const told = timeline.entries.map(({ what }) => what);
      const story = ['booting', 'online', 'notice', 'left', 'replaced', 'whole', 'read', 'asleep', 'online'];
      expect(inOrder(told, story)).toEqual(story);
      expect(told.at(-1)).toBe('asleep');
    },
    PATIENCE,
  );
});

/** As much of the story as was told, in its order, whatever else was told in between. */
function inOrder(told: readonly string[], story: readonly string[]): string[] {
  let rest = told;
  return story.filter((what) => {
    const index = rest.indexOf(what);
    rest = rest.slice(index + 1);
    return index >= 0;
  });
}
