import { PowerError } from '../errors.ts';
import { parsePolicy } from '../parse-policy.ts';
import type { Policy } from '../policy.ts';
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
  const names = [...settings.keys()].join(', ');
  if (settings.size === 0) {
    throw new PowerError(
      'unknown-target',
      `The environment ${power.environment} has no targets (yet); deploy a host.`,
    );
  }
  if (target === undefined && settings.size > 1) {
    throw new PowerError('bad-request', `Say which target. There are: ${names}.`);
  }
  const name = target === undefined ? [...settings.keys()][0] : target;
  const json = typeof name === 'string' ? settings.get(name) : undefined;
  if (typeof name === 'string' && json !== undefined) return { name, policy: parsePolicy(json) };
  throw new PowerError('unknown-target', `There is no target ${JSON.stringify(name)}. Targets: ${names}.`);
}
