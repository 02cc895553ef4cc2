import { TICK } from '../patience.ts';
import type { Rule } from '../rule.ts';
import type { Simulation } from '../simulation.ts';

/** A function may act that late on what it has seen. */
const FUNCTION = 50_000;

export function wrongInstancesAreLeftAlone(simulation: Simulation): Rule {
  let wrongSince: number | undefined;
  return {
    name: 'An instance that cannot sleep and wake is left alone, and people are told why.',
    called({ action, instance: { id, unfit } }) {
      if (unfit === undefined || simulation.now - simulation.troubleAt <= FUNCTION) return undefined;
      return `a function called ${action} for ${id}, which cannot be put to sleep: ${unfit}`;
    },
    moment() {
      const { owner, now, troubleAt, table } = simulation;
      const items = table.peek();
      const isWrong = owner?.instance.unfit !== undefined && items.newer().length === 0;
      wrongSince = isWrong ? (wrongSince ?? now) : undefined;
      if (wrongSince === undefined || now - Math.max(wrongSince, troubleAt) <= 2 * TICK) return undefined;
      const recorded = items.newestTransition()?.value.to;
      return recorded === 'blocked' ? undefined : `it cannot be put to sleep, and is said to be ${recorded}`;
    },
  };
}
