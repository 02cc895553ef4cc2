import { isAlwaysOpen } from '../calendar/open-window.ts';
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
 * The target that is named; else the only one there is, or the only one that ever sleeps: who names none does not mean a
 * host that is always awake.
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
  const name = target === undefined ? onlySleeper(settings, power.clock()) : target;
  if (name === undefined) {
    throw new PowerError('bad-request', `Say which target. There are: ${names}.`);
  }
  const json = typeof name === 'string' ? settings.get(name) : undefined;
  if (typeof name === 'string' && json !== undefined) return { name, policy: parsePolicy(json) };
  throw new PowerError('unknown-target', `There is no target ${JSON.stringify(name)}. Targets: ${names}.`);
}

function onlySleeper(settings: ReadonlyMap<string, string>, now: Date): string | undefined {
  const all = [...settings];
  const sleepers = all.filter(([, json]) => !isAlwaysOpen(parsePolicy(json).windows, now));
  const [only, another] = all.length === 1 ? all : sleepers;
  return another === undefined ? only?.[0] : undefined;
}
