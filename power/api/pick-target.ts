import { PowerError } from '../errors.ts';
import { type Policy, parsePolicy } from '../policy.ts';
import type { Power } from '../power.ts';
import type { Fields } from './fields.ts';

/** A target that a request is about. */
export interface Picked {
  readonly name: string;
  readonly policy: Policy;
}

/**
 * The target that is named, or the only one there is.
 *
 * @throws PowerError `unknown-target`, `bad-request`, `bad-policy`
 */
export async function pickTarget(power: Power, { target }: Fields): Promise<Picked> {
  const settings = await power.settings();
  const names = [...settings.keys()].join(', ') || 'none; deploy the environment';
  if (target === undefined && settings.size > 1) {
    throw new PowerError('bad-request', `Say which target. There are: ${names}.`);
  }
  const name = target ?? [...settings.keys()][0];
  const json = typeof name === 'string' ? settings.get(name) : undefined;
  if (typeof name === 'string' && json !== undefined) return { name, policy: parsePolicy(json) };
  throw new PowerError('unknown-target', `There is no target ${JSON.stringify(name)}. Targets: ${names}.`);
}
