import type { Rule } from '../rule.ts';
import type { Simulation } from '../simulation.ts';

export function failsWithCause(simulation: Simulation): Rule {
  return {
    name: 'Functions fail only when AWS does, and a table that a newer version wrote is left alone.',
    reaped(by, error) {
      if (error === undefined || by.failures > 0 || simulation.troubleAt >= by.began) return undefined;
      return simulation.table.peek().newer().length > 0 ? undefined : `the reaper failed: ${describe(error)}`;
    },
    answered({ by, answer }) {
      const excused = by.failures > 0 || simulation.troubleAt >= by.began;
      return answer.status < 500 || excused || simulation.table.peek().newer().length > 0
        ? undefined
        : `the wake function answered ${answer.status} ${answer.body}`;
    },
    called({ action }) {
      const newer = simulation.table.peek().newer();
      return newer.length > 0
        ? `a function called ${action} although a newer version wrote ${newer.join(', ')}`
        : undefined;
    },
  };
}

function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ');
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? `${error.name}: ${error.message}` : describe(error.cause);
}
