import type { Facts } from '../facts.ts';
import { isServing } from '../merge-reports.ts';
import type { BrokersPolicy } from '../policy.ts';
import { isLive, type Member } from '../target/target.ts';
import { secondsBetween } from '../time.ts';
import { stopgaps } from './tally.ts';

/**
 * The on-demand instance that a spot one may replace now: the one that is on its way already, or else the oldest that is
 * due. None while a broker is down, a replica out of sync, or anybody leaves or is replaced: one at a time.
 *
 * @param isSpent - the month's hours on demand are used up, so that none is left its whole time
 */
export function returningMember(
  facts: Facts,
  policy: BrokersPolicy,
  isSpent: boolean,
  now: Date,
): Member | undefined {
  if (facts.leave || !isWhole(facts, now)) return undefined;
  const members = stopgaps(facts, policy);
  if (members.some((member) => isReplaced(member, facts))) return undefined;
  const stays = isSpent ? policy.spotPatience : policy.backToSpotAfter;
  const due = members.filter(({ launchTime }) => secondsBetween(launchTime, now) >= stays);
  const [oldest] = due.sort((a, b) => Date.parse(a.launchTime) - Date.parse(b.launchTime) || a.node - b.node);
  return due.find((member) => isOnItsWay(member, facts)) ?? oldest;
}

function isReplaced({ node }: Member, { hosts }: Facts): boolean {
  return hosts.some((host) => host.node === node && host.market === 'spot' && isLive(host));
}

function isOnItsWay({ node }: Member, { instance }: Facts): boolean {
  return instance?.cluster?.groups.some((group) => group.node === node && group.market === 'spot') ?? false;
}

/** Whether every broker serves, and every partition is in sync everywhere as far as each of them knows. */
function isWhole({ instance, hosts }: Facts, now: Date): boolean {
  const groups = instance?.cluster?.groups ?? [];
  return groups.every(({ node }) =>
    hosts.some((host) => host.node === node && isServing(host, now) && host.report?.underReplicated === 0),
  );
}
