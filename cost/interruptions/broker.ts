import type { Market } from '../prices/prices.ts';

/** Comes after every other moment. */
export const NEVER = Number.POSITIVE_INFINITY;

/** What a broker is doing. Times are hours since the year began. */
export type Phase =
  /** It serves, and all its replicas are in sync. */
  | { readonly name: 'up'; readonly market: Market; readonly launched: number }
  /** It has an instance, which is billed, and is not back yet. */
  | { readonly name: 'booting'; readonly market: Market; readonly launched: number }
  /** It has none: its group asks for spot capacity. */
  | { readonly name: 'waiting'; readonly since: number };

/** One of the brokers, alone in its zone. */
export interface Broker {
  readonly zone: number;
  /** One of `onDemandCount`: it never asks for spot. */
  readonly alwaysOnDemand: boolean;
  readonly phase: Phase;
  /** When its zone has spot capacity again, or had it again last. */
  readonly dryUntil: number;
}

/** What a broker's life goes by. Lengths of time are in hours. */
export interface Rules {
  readonly patience: number;
  readonly backAfter: number;
  readonly replacement: number;
  /** The month's hours of fallback are used up. */
  readonly isSpent: boolean;
}

/** A broker of a cluster in which all is well. */
export function healthy(zone: number, alwaysOnDemand: boolean): Broker {
  const market = alwaysOnDemand ? 'on-demand' : 'spot';
  return { zone, alwaysOnDemand, phase: { name: 'up', market, launched: 0 }, dryUntil: 0 };
}

/** Whether it runs on demand only for want of spot capacity. */
export function fellBack({ alwaysOnDemand, phase }: Broker): boolean {
  return !alwaysOnDemand && phase.name !== 'waiting' && phase.market === 'on-demand';
}

/** Whether a drought that begins in its zone takes an instance from it. */
export function isInterruptible({ phase }: Broker): boolean {
  return phase.name !== 'waiting' && phase.market === 'spot';
}

/** It gives up its instance, or has lost it, and asks for a spot instance. */
export function askForSpot(broker: Broker, now: number): Broker {
  return { ...broker, phase: { name: 'waiting', since: now } };
}

/** A drought begins in its zone. */
export function dry(broker: Broker, { from, until }: { from: number; until: number }): Broker {
  const parched = { ...broker, dryUntil: later(broker.dryUntil, until) };
  return isInterruptible(broker) ? askForSpot(parched, from) : parched;
}

/** What became of it by now, of itself: a launch when there is capacity or patience ends, the end of a boot. */
export function settled(broker: Broker, now: number, rules: Rules): Broker {
  const { phase } = broker;
  if (phase.name === 'booting' && phase.launched + rules.replacement <= now) {
    return { ...broker, phase: { ...phase, name: 'up' } };
  }
  if (phase.name !== 'waiting') return broker;
  const launched = (market: Market): Broker =>
    settled({ ...broker, phase: { name: 'booting', market, launched: now } }, now, rules);
  if (broker.dryUntil <= now) return launched('spot');
  return fallsBackAt(phase.since, rules) <= now ? launched('on-demand') : broker;
}

/** Whether it is to go back to spot, as soon as the others can do without it. */
export function isDueBack(broker: Broker, now: number, rules: Rules): boolean {
  return broker.phase.name === 'up' && dueBackAt(broker, rules) <= now;
}

/** When something may become of it of itself next. */
export function nextMoment(broker: Broker, now: number, rules: Rules): number {
  const { phase } = broker;
  if (phase.name === 'booting') return phase.launched + rules.replacement;
  if (phase.name === 'waiting') return earlier(broker.dryUntil, fallsBackAt(phase.since, rules));
  // One that is due waits for the others, whose moments count.
  const due = dueBackAt(broker, rules);
  return due > now ? due : NEVER;
}

function fallsBackAt(waitsSince: number, { patience, isSpent }: Rules): number {
  return isSpent ? NEVER : waitsSince + patience;
}

/**
 * Auto Scaling replaces it when it has a spot instance and not before. Only when the month's hours are used up the broker
 * leaves at once.
 */
function dueBackAt(broker: Broker, { patience, backAfter, isSpent }: Rules): number {
  const { phase } = broker;
  if (phase.name === 'waiting' || !fellBack(broker)) return NEVER;
  return isSpent ? phase.launched + patience : later(phase.launched + backAfter, broker.dryUntil);
}

/** The first of two moments. */
export function earlier(one: number, other: number): number {
  return one < other ? one : other;
}

function later(one: number, other: number): number {
  return one > other ? one : other;
}
