import type { Action } from './decide.ts';
import { PowerError } from './errors.ts';
import type { StartOutcome, Target } from './target/target.ts';

/**
 * Asks EC2 for what was decided.
 *
 * @returns the outcome of a start; nothing for everything else
 * @throws PowerError `aws-failed` if a size cannot be given back; errors of AWS
 */
export async function act(target: Target, action: Action): Promise<StartOutcome | undefined> {
  switch (action.do) {
    case 'start':
      return start(target, action);
    case 'resize':
      await resize(target, action);
      return undefined;
    case 'stop':
      await target.stop(action.id);
      return undefined;
    default:
      return undefined;
  }
}

async function start(
  target: Target,
  { instance: { id, type }, size }: Extract<Action, { do: 'start' }>,
): Promise<StartOutcome> {
  const resized = size === type ? 'resized' : await target.resize(id, size);
  return resized === 'resized' ? target.start(id) : resized;
}

async function resize(
  target: Target,
  { instance: { id }, size }: Extract<Action, { do: 'resize' }>,
): Promise<void> {
  const outcome = await target.resize(id, size);
  if (typeof outcome !== 'object') return;
  throw new PowerError('aws-failed', `EC2 does not give ${id} its own size ${size} back: ${outcome.text}`);
}
