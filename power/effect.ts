import type { Decision } from './decide.ts';
import type { Facts } from './facts.ts';
import { refusedAgain } from './start-plan.ts';
import { type Instance, isLive, type StartOutcome } from './target/target.ts';

/**
 * The facts once the decision was carried out, so that a caller hears of a `booting` host, not of a sleeping one.
 *
 * @param outcome - of a start
 */
export function effectOf(
  facts: Facts,
  { action, wanted }: Decision,
  outcome: StartOutcome | undefined,
  now: Date,
): Facts {
  const { instance, trouble } = facts;
  switch (action.do) {
    case 'none':
      return facts;
    case 'start': {
      const { size, instance: former } = action;
      const refused = typeof outcome === 'object' ? refusedAgain(trouble, outcome, now) : trouble;
      const started = afterStart({ ...former, type: size }, outcome, now);
      return { ...facts, intent: undefined, trouble: refused, instance: started };
    }
    case 'note-failed-start':
      return { ...facts, trouble: refusedAgain(trouble, action.refusal, now) };
    case 'forget-trouble':
      return { ...facts, trouble: undefined };
    case 'resize':
      return { ...facts, instance: { ...action.instance, type: action.size } };
    case 'announce-stop':
      return {
        ...facts,
        intent: { stop: action.at, at: now.toISOString(), instance: action.id, reason: wanted.reason },
      };
    case 'stop':
      return { ...facts, instance: instance && { ...instance, state: 'stopping' } };
    case 'withdraw-stop':
    case 'clear-intent':
      return { ...facts, intent: undefined };
  }
}

function afterStart(instance: Instance, outcome: StartOutcome | undefined, now: Date): Instance {
  if (typeof outcome === 'object') return instance;
  if (outcome === 'not-startable') return { ...instance, state: 'stopping' };
  // The rest of a cluster that was half started.
  if (isLive(instance)) return instance;
  return { ...instance, state: 'pending', launchTime: now.toISOString() };
}
