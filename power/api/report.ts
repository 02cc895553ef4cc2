import { reportActivity } from '../commands/report-activity.ts';
import { type HostSays, reportFor } from '../commands/report-for.ts';
import { PowerError } from '../errors.ts';
import { factsOf } from '../facts.ts';
import { standingIntent } from '../stop-intent.ts';
import { change } from '../store/change.ts';
import { isAfter } from '../time.ts';
import type { ApiPower, ApiRequest, ReportBody } from './api.ts';
import { type Fields, instantField, readFields } from './fields.ts';
import { pickTarget } from './pick-target.ts';

const NAMES = ['instance', 'used', 'lastUsedAt', 'ready', 'stopped'];

/**
 * A host without our agent tells how it is: `{ instance, used?, lastUsedAt?, ready?, stopped? }`, at least each three
 * minutes. The answer carries the stop that is announced, if there is one.
 *
 * @throws PowerError `bad-request`, `unknown-target`
 */
export async function report(request: ApiRequest, power: ApiPower): Promise<ReportBody> {
  const fields = readFields(request, NAMES);
  const { name, policy } = await pickTarget(power, fields);
  if (policy.reports === 'none') {
    throw bad(
      `The target ${name} has reports "none": nobody would read it. Set reports to "agent" and deploy.`,
    );
  }
  const now = power.clock();
  const says = hostSays(fields, now);
  const instances = await power.targets()(name, policy.kind).describe();
  const hosts = instances.flatMap((owner) =>
    (owner.cluster?.members ?? [owner]).map(({ id, launchTime }) => ({ id, launchTime, owner })),
  );
  const instance = hosts.find(({ id }) => id === fields.instance);
  if (!instance) {
    const known = hosts.map(({ id }) => id).join(', ') || 'none';
    throw bad(
      `instance is ${JSON.stringify(fields.instance)}; instances with the tags of ${name}: ${known}.`,
    );
  }
  const { items } = await change(power.store, name, (read) =>
    reportActivity(
      read,
      instance.id,
      reportFor(says, formerReport(read.get(`activity#${instance.id}`)), now),
    ),
  );
  const stop = standingIntent(factsOf(items, [instance.owner], now));
  return { target: name, ...(stop && { stop: stop.stop, reason: stop.reason.text }) };

  function formerReport<T extends { at: string }>(former: T | undefined): T | undefined {
    return former && instance && isAfter(former.at, instance.launchTime) ? former : undefined;
  }
}

function hostSays({ used, lastUsedAt, ready, stopped }: Fields, now: Date): HostSays {
  const at = lastUsedAt === undefined ? undefined : instantField(lastUsedAt);
  if (lastUsedAt !== undefined && (at === undefined || isAfter(at, now))) {
    throw bad(
      `lastUsedAt is ${JSON.stringify(lastUsedAt)}; give an instant up to now (${now.toISOString()}), such as 2026-11-21T18:00:00Z.`,
    );
  }
  if (stopped !== undefined && stopped !== 'clean' && stopped !== 'unclean') {
    throw bad(`stopped is ${JSON.stringify(stopped)}; allowed are "clean" and "unclean".`);
  }
  return { used: flag('used', used), ready: flag('ready', ready), lastUsedAt: at, stopped };
}

function flag(name: string, value: unknown): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  throw bad(`${name} is ${JSON.stringify(value)}; allowed are true and false.`);
}

function bad(message: string): PowerError {
  return new PowerError('bad-request', message);
}
