import { announceStop } from './commands/announce-stop.ts';
import { commitStop } from './commands/commit-stop.ts';
import { recordTransition } from './commands/record-transition.ts';
import { withdrawStop } from './commands/withdraw-stop.ts';
import { type Action, type Decision, decide } from './decide.ts';
import { effectOf } from './effect.ts';
import { type Facts, factsOf } from './facts.ts';
import type { Policy } from './policy.ts';
import type { Power } from './power.ts';
import { type Situation, situationOf } from './situation.ts';
import { change } from './store/change.ts';
import type { Change } from './store/changes.ts';
import type { TargetItems } from './store/target-items.ts';
import type { StartOutcome, Target } from './target/target.ts';
import { transitionOf } from './transitions.ts';

/**
 * Makes a target what it should be, one step: looks at it, decides, acts, and records the state that results. The tick and
 * every request that changes something run this same function, and any number of them at once do no harm.
 */
export async function reconcile(
  power: Power,
  name: string,
  target: Target,
  policy: Policy,
): Promise<Situation> {
  const instances = await target.describe();
  const now = power.clock();
  const look = (items: TargetItems) => {
    const facts = factsOf(items, instances, now);
    return { facts, decision: decide(facts, policy, now) };
  };
  const { items } = await change(power.store, name, (read) => {
    const { facts, decision } = look(read);
    return changesOf(read, facts, decision, now);
  });
  const { facts, decision } = look(items);
  const outcome = await act(target, decision.action);
  const after = effectOf(facts, decision, outcome, now);
  const settled = decide(after, policy, now);
  const transition = transitionOf(after, settled, now);
  // In a conflict somebody else has recorded at the same time; should that be another state, the next tick goes on from it.
  if (transition && (await power.store.commit(name, recordTransition(items, transition))) === 'committed') {
    await power.notify(name, transition);
  }
  return situationOf(after, settled, now);
}

async function act(target: Target, action: Action): Promise<StartOutcome | undefined> {
  if (action.do === 'start') return target.start(action.id);
  if (action.do === 'stop') await target.stop(action.id);
  return undefined;
}

/** What the table has to say before EC2 is asked for anything. */
function changesOf(items: TargetItems, facts: Facts, { action, wanted }: Decision, now: Date): Change[] {
  switch (action.do) {
    case 'announce-stop':
      return announceStop(items, action, wanted.reason);
    case 'stop':
      return facts.intent ? commitStop(items, facts.intent, now) : [];
    case 'start':
    case 'withdraw-stop':
    case 'clear-intent':
      return withdrawStop(items);
    case 'none':
      return [];
  }
}
