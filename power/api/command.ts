import type { Policy } from '../policy.ts';
import { reconcile } from '../reconcile.ts';
import { assertReadable } from '../store/assert-readable.ts';
import { change } from '../store/change.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import type { ApiPower, ApiRequest, CommandBody } from './api.ts';
import { type Fields, readFields } from './fields.ts';
import { pickTarget } from './pick-target.ts';
import { commandBody } from './status.ts';

/** All that a command on a target is made of. */
export interface Asked {
  readonly fields: Fields;
  readonly request: ApiRequest;
  readonly policy: Policy;
  readonly power: ApiPower;
}

/** What a request wants changed. */
export type ItemsCommand = (items: TargetItems, now: Date) => Change[];

/** Commits the command, then does at once what the next tick would do: a wake starts a sleeping instance itself. */
export function command(
  allowed: readonly string[],
  read: (asked: Asked) => ItemsCommand,
): (request: ApiRequest, power: ApiPower) => Promise<CommandBody> {
  return async (request, power) => {
    const fields = readFields(request, allowed);
    const { name, policy } = await pickTarget(power, fields);
    const changesOf = read({ fields, request, policy, power });
    await change(power.store, name, (items) => {
      assertReadable(items, name);
      return changesOf(items, power.clock());
    });
    return commandBody(power, name, await reconcile(power, name, power.targets()(name, policy.kind), policy));
  };
}
