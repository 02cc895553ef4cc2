/** What each command's request says, read into the command. */
import { endHold, holdOn } from '../commands/hold.ts';
import { endLease, lease } from '../commands/lease.ts';
import { sleep } from '../commands/sleep.ts';
import { wake } from '../commands/wake.ts';
import { PowerError } from '../errors.ts';
import type { Asked, ItemsCommand } from './command.ts';
import { leaseIdField, minutesField, reasonField, untilField } from './fields.ts';

export function wakeCommand({ fields, request: { by }, policy, power: { dailyCap } }: Asked): ItemsCommand {
  const asked = { by, reason: reasonField(fields), minutes: minutesField(fields, by), dailyCap };
  return (items, now) => wake(items, asked, policy, now);
}

export function sleepCommand({ request: { by } }: Asked): ItemsCommand {
  return (items, now) => sleep(items, { by }, now);
}

/** @throws PowerError `bad-request`: a hold without an end is a bill without an end */
export function holdCommand({ fields, request: { by }, power }: Asked): ItemsCommand {
  if (String(fields.on) !== 'true' || (fields.minutes === undefined && fields.until === undefined)) {
    const given = JSON.stringify({ on: fields.on, minutes: fields.minutes, until: fields.until });
    const message = `A hold needs {"on": true, "minutes": n} or "until"; given was ${given}. To let it sleep: DELETE /hold; to make it sleep: POST /sleep.`;
    throw new PowerError('bad-request', message);
  }
  const until = untilField(fields, by, power.clock());
  return (items, now) => holdOn(items, { by, until }, now);
}

export function endHoldCommand({ request: { by } }: Asked): ItemsCommand {
  return (items, now) => endHold(items, { by }, now);
}

export function leaseCommand({ fields, request: { by }, power }: Asked): ItemsCommand {
  const asked = {
    id: leaseIdField(fields),
    until: untilField(fields, by, power.clock()),
    reason: reasonField(fields),
    by,
  };
  return (items, now) => lease(items, asked, now);
}

export function endLeaseCommand({ fields }: Asked): ItemsCommand {
  const id = leaseIdField(fields);
  return (items) => endLease(items, id);
}
