import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { validateName } from '../../power/names.ts';
import type { PowerSwitch } from './power-switch.ts';

/** Who has which name, so that the second is refused at synthesis instead of halfway through a deploy. */
const CLAIMED = new WeakMap<PowerSwitch, Map<string, string>>();

/**
 * Takes a name for a target of a power switch.
 *
 * @param target construct that will be called so; in the account and region of the switch, which looks nowhere else
 * @returns the name
 * @throws Error when the name is only known at deploy time or taken, or the target is elsewhere; PowerError `bad-name`.
 */
export function claimTargetName(power: PowerSwitch, target: Construct, name: string): string {
  if (Token.isUnresolved(name)) {
    throw new Error(
      `targetName: given a value that is only known at deploy time for ${target.node.path}; it is part of parameter names and tags, so give plain text such as 'kafka'`,
    );
  }
  validateName('target', name);
  requireSamePlace(power, target);
  const claimed = CLAIMED.get(power) ?? new Map<string, string>();
  CLAIMED.set(power, claimed);
  const holder = claimed.get(name);
  if (holder !== undefined) {
    throw new Error(
      `targetName: given '${name}' for ${target.node.path}, but ${holder} has that name with the power switch ${power.node.path}; give each its own targetName`,
    );
  }
  claimed.set(name, target.node.path);
  return name;
}

function requireSamePlace(power: PowerSwitch, target: Construct): void {
  const [here, there] = [Stack.of(target), Stack.of(power)];
  for (const what of ['account', 'region'] as const) {
    const [given, needed] = [here[what], there[what]];
    if (!Token.isUnresolved(given) && !Token.isUnresolved(needed) && given !== needed) {
      throw new Error(
        `power: given ${power.node.path} in ${what} ${needed} for ${target.node.path} in ${given}; a power switch sees its own account and region only, so make one there too`,
      );
    }
  }
}
