import { endHold, holdOn } from '../commands/hold.ts';
import { sleep } from '../commands/sleep.ts';
import { wake } from '../commands/wake.ts';
import { PowerError } from '../errors.ts';
import type { Policy } from '../policy.ts';
import { reconcile } from '../reconcile.ts';
import { change } from '../store/change.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import type { ApiPower, ApiRequest, CommandBody, StatusBody } from './api.ts';
import { type Fields, minutesField, readFields, reasonField } from './fields.ts';
import { pickTarget } from './pick-target.ts';
import { commandBody, status } from './status.ts';

/** What a request can ask for. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** Whether visitors may, too. */
  readonly open: boolean;
  /** Whether the answer is a page, whatever the caller prefers. */
  readonly page?: true;
  readonly status: number;
  readonly answer: (request: ApiRequest, power: ApiPower) => Promise<CommandBody | StatusBody>;
}

export const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/', open: true, page: true, status: 200, answer: statusOf },
  { method: 'GET', path: '/status', open: true, status: 200, answer: statusOf },
  {
    method: 'POST',
    path: '/wake',
    open: true,
    status: 202,
    answer: command(['reason', 'minutes'], wakeCommand),
  },
  { method: 'POST', path: '/sleep', open: false, status: 202, answer: command([], sleepCommand) },
  {
    method: 'POST',
    path: '/hold',
    open: false,
    status: 200,
    answer: command(['on', 'minutes'], holdCommand),
  },
  { method: 'DELETE', path: '/hold', open: false, status: 200, answer: command([], endHoldCommand) },
];

/** All that a command on a target is made of. */
interface Asked {
  readonly fields: Fields;
  readonly request: ApiRequest;
  readonly policy: Policy;
  readonly power: ApiPower;
}

type ItemsCommand = (items: TargetItems, now: Date) => Change[];

/** Commits the command, then does at once what the next tick would do: a wake starts a sleeping instance itself. */
function command(allowed: readonly string[], read: (asked: Asked) => ItemsCommand): Route['answer'] {
  return async (request, power) => {
    const fields = readFields(request, allowed);
    const { name, policy } = await pickTarget(power, fields);
    const changesOf = read({ fields, request, policy, power });
    await change(power.store, name, (items) => changesOf(items, power.clock()));
    return commandBody(power, name, await reconcile(power, name, power.targets()(name), policy));
  };
}

async function statusOf(request: ApiRequest, power: ApiPower): Promise<StatusBody> {
  return status(power, await pickTarget(power, readFields(request, [])));
}

function wakeCommand({ fields, request: { by }, policy, power: { dailyCap } }: Asked): ItemsCommand {
  const asked = { by, reason: reasonField(fields), minutes: minutesField(fields, by), dailyCap };
  return (items, now) => wake(items, asked, policy, now);
}

function sleepCommand({ request: { by } }: Asked): ItemsCommand {
  return (items, now) => sleep(items, { by }, now);
}

function holdCommand({ fields, request: { by } }: Asked): ItemsCommand {
  const minutes = minutesField(fields, by);
  if (String(fields.on) !== 'true' || minutes === undefined) {
    const given = JSON.stringify({ on: fields.on, minutes: fields.minutes });
    const message = `A hold needs {"on": true, "minutes": n}; given was ${given}. To let it sleep: DELETE /hold; to make it sleep: POST /sleep.`;
    throw new PowerError('bad-request', message);
  }
  return (items, now) => holdOn(items, { by, minutes }, now);
}

function endHoldCommand({ request: { by } }: Asked): ItemsCommand {
  return (items, now) => endHold(items, { by }, now);
}
