import { act } from './act.ts';
import type { Alarm } from './alarm.ts';
import { dueAlarms } from './alarms.ts';
import { changesOf } from './changes-of.ts';
import { noteRefusal } from './commands/note-start.ts';
import { recordTransition } from './commands/record-transition.ts';
import { tellAlarm } from './commands/tell-alarm.ts';
import { decide } from './decide.ts';
import { effectOf } from './effect.ts';
import { factsOf } from './facts.ts';
import type { Policy } from './policy.ts';
import type { Power } from './power.ts';
import { type Situation, situationOf } from './situation.ts';
import { assertReadable } from './store/assert-readable.ts';
import { change } from './store/change.ts';
import type { TargetItems } from './store/target-items.ts';
import type { Target } from './target/target.ts';
import { transitionOf } from './transitions.ts';

/**
 * Makes a target what it should be, one step: looks at it, decides, acts, and records the state that results. The tick and
 * every request that changes something run this same function, and any number of them at once do no harm.
 *
 * @throws PowerError `newer-version`; errors of AWS
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
    assertReadable(read, name);
    const { facts, decision } = look(read);
    return changesOf(read, facts, decision, now);
  });
  const { facts, decision } = look(items);
  const outcome = await act(target, decision.action);
  const after = effectOf(facts, decision, outcome, now);
  if (typeof outcome === 'object' && after.trouble)
    await power.store.commit(name, noteRefusal(items, after.trouble));
  const settled = decide(after, policy, now);
  const transition = transitionOf(after, settled, now);
  // In a conflict somebody else has recorded at the same time; should that be another state, the next tick goes on from it.
  if (transition && (await power.store.commit(name, recordTransition(items, transition))) === 'committed') {
    await power.notify(name, { transition });
  }
  for (const alarm of dueAlarms(settled.alarms, facts, now)) await raise(power, name, items, alarm, now);
  return situationOf(after, settled, now);
}

/** Tells first and keeps it afterwards: rather twice than never. */
async function raise(power: Power, name: string, items: TargetItems, alarm: Alarm, now: Date): Promise<void> {
  await power.notify(name, { alarm, at: now.toISOString() });
  await power.store.commit(name, tellAlarm(items, alarm.code, now));
}
