import type { Rule } from '../rule.ts';
import type { Simulation } from '../simulation.ts';

/** Milliseconds by which clocks of functions may disagree, and stops are told to the second. */
const SLACK = 2_000;

export function manualStopsStick(simulation: Simulation): Rule {
  return {
    name: 'What somebody stops in the console or by a deploy stays asleep until somebody asks for it after that.',
    called({ action, by, instance }) {
      const { ledger, now } = simulation;
      const stop = ledger.manualStop;
      if (action !== 'start' || stop === undefined || stop >= by.began) return undefined;
      const isAsked = (at: number) => ledger.claimsSinceStop(at, 'atMost', SLACK).length > 0;
      if (isAsked(now) || isAsked(now - SLACK)) return undefined;
      const at = new Date(stop).toISOString();
      return `${instance.id} was started, although somebody had stopped it at ${at} and nobody asked for it since`;
    },
  };
}
