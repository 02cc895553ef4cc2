/** A story lived through: everything happens in its time, then all is well, and in the end it must sleep. */
import type { Counts } from './coverage.ts';
import type { Programs } from './functions.ts';
import { happen } from './happen.ts';
import { HOUR, MINUTE, untilAsleep } from './patience.ts';
import { RULES } from './rules.ts';
import { CATNAP, type Line, Simulation } from './simulation.ts';
import type { Story } from './story.ts';
import type { Violation } from './watch.ts';

/** What came of a story. */
export interface Outcome {
  readonly violation: Violation | undefined;
  readonly counts: Counts;
  /** Simulated milliseconds. */
  readonly lasted: number;
  /** What happened, if it was to be told. */
  readonly lines: readonly Line[];
}

/** What lasts longer in the end is a window, and whether that ends is for other stories to show. */
const LONGEST_END = 6 * HOUR;

/** @param narrates - whether to tell what happens, which takes time */
export async function live(story: Story, programs: Programs = CATNAP, narrates = false): Promise<Outcome> {
  const simulation = new Simulation(story, RULES, programs, narrates);
  const { timeline } = simulation;
  const began = simulation.now;
  const until = (instant: number) =>
    timeline.runUntil(instant, () => simulation.watch.violation !== undefined);
  callReaper(simulation, began);
  let at = began;
  for (const { after, what } of story.moments) {
    at += after * 1000;
    timeline.plan(at, () => happen(simulation, what));
  }
  await until(at);
  if (!simulation.watch.violation) await endWell(simulation, until);
  const { watch, coverage, lines } = simulation;
  return { violation: watch.violation, counts: coverage.all(), lasted: simulation.now - began, lines };
}

/** Each minute, at the seconds that the setting gives. */
function callReaper(simulation: Simulation, minute: number): void {
  for (const second of simulation.story.setting.ticksAt) {
    simulation.timeline.plan(minute + second * 1000, () => simulation.lambda.reap());
  }
  simulation.timeline.plan(minute + MINUTE, () => callReaper(simulation, minute + MINUTE));
}

/** Lets all trouble end and nobody need it any more, and looks whether it sleeps. */
async function endWell(simulation: Simulation, until: (instant: number) => Promise<void>): Promise<void> {
  const { policy, story, ledger } = simulation;
  // What was to last a while ends by itself within that.
  await until(simulation.now + 2 * HOUR);
  healAll(simulation);
  const needed = Math.max(policy.idleAfter, policy.minAwake, policy.bootDeadline) * 1000 + 10 * MINUTE;
  const patience = needed + 2 * untilAsleep(story.setting, policy);
  let quietSince = simulation.now;
  while (!simulation.watch.violation && simulation.now - quietSince < patience) {
    if (simulation.now - simulation.troubleAt > LONGEST_END) return;
    await until(simulation.now + MINUTE);
    if (ledger.mayKeepAwake(simulation.now)) quietSince = simulation.now;
  }
  if (!simulation.watch.violation) simulation.watch.ask((rule) => rule.end?.());
}

function healAll(simulation: Simulation): void {
  simulation.faults.clear();
  simulation.lambda.killAfter = undefined;
  simulation.trouble('from here on all is well');
}
