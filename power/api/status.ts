import { nextOpening } from '../calendar/open-window.ts';
import { decide } from '../decide.ts';
import { etaOf } from '../eta.ts';
import { factsOf } from '../facts.ts';
import { historyTotal } from '../history-total.ts';
import type { Transition } from '../items.ts';
import { type Situation, situationOf } from '../situation.ts';
import type { ApiPower, CommandBody, HistoryBody, StatusBody, TimelineEntry } from './api.ts';
import type { Picked } from './pick-target.ts';

/** Transitions in a timeline, and those that the estimate of a wake rests on. */
const TIMELINE = 20;

/** How a target is at the moment; looks and changes nothing, so it never wakes. */
export async function status(power: ApiPower, { name, policy }: Picked): Promise<StatusBody> {
  const [items, past, instances] = await Promise.all([
    power.store.read(name),
    power.store.history(name, TIMELINE),
    power.targets()(name, policy.kind).describe(),
  ]);
  const now = power.clock();
  const facts = factsOf(items, instances, now);
  const situation = situationOf(facts, decide(facts, policy, now), now);
  const nextWindow = nextOpening(policy.windows, now);
  return { ...bodyOf(name, situation, past), nextWindow, timeline: past.map(toEntry) };
}

/** What happened to a target, newest first. */
export async function history(power: ApiPower, { name }: Picked, limit: number): Promise<HistoryBody> {
  const transitions = await power.store.history(name, limit);
  const total = historyTotal(transitions, power.clock());
  return { target: name, timeline: transitions.map(toEntry), total };
}

/** What the answers to commands and to `GET /status` have in common. */
export async function commandBody(power: ApiPower, name: string, situation: Situation): Promise<CommandBody> {
  return bodyOf(name, situation, await power.store.history(name, TIMELINE));
}

function bodyOf(target: string, situation: Situation, past: readonly Transition[]): CommandBody {
  const { state, since, reason, wanted, alarms, members } = situation;
  const eta = etaOf({ state, since, awake: wanted.awake }, past);
  const shown = alarms.length > 0 ? { alarms } : {};
  return {
    target,
    state,
    since,
    eta,
    reason: reason.text,
    reasonCode: reason.code,
    ...shown,
    ...(members && { members }),
  };
}

function toEntry({ at, left, from, to, reason, timings }: Transition): TimelineEntry {
  return { at, left, from, to, reason: reason.text, reasonCode: reason.code, timings };
}
