import type { Decision } from './decide.ts';
import type { Facts } from './facts.ts';
import type { Instance, StartOutcome } from './target/target.ts';

/**
 * The facts once the decision was carried out, so that a caller hears of a `booting` host, not of a sleeping one.
 *
 * @param outcome - of a start
 */
export function effectOf(
  facts: Facts,
  { action, reason }: Decision,
  outcome: StartOutcome | undefined,
  now: Date,
): Facts {
  const { instance } = facts;
  switch (action.do) {
    case 'none':
      return facts;
    case 'start':
      return instance ? effectOfStart(facts, instance, outcome, now) : facts;
    case 'announce-stop':
      return { ...facts, intent: { stop: action.at, reason } };
    case 'stop':
      return { ...facts, instance: instance && { ...instance, state: 'stopping' } };
    case 'withdraw-stop':
    case 'clear-intent':
      return { ...facts, intent: undefined };
  }
}

function effectOfStart(
  facts: Facts,
  instance: Instance,
  outcome: StartOutcome | undefined,
  now: Date,
): Facts {
  switch (outcome) {
    case 'no-capacity':
      return { ...facts, intent: undefined, noCapacity: true };
    case 'not-startable':
      return { ...facts, intent: undefined, instance: { ...instance, state: 'stopping' } };
    default: {
      const started = { ...instance, state: 'pending', launchTime: now.toISOString() } as const;
      return { ...facts, intent: undefined, instance: started };
    }
  }
}
