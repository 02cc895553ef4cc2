/** What people should know of a cluster that is up and yet not as it should be. */
import type { Facts } from './facts.ts';
import { missingGroups } from './market/missing.ts';
import { hoursOf, isMeantForSpot, stopgaps, tallied } from './market/tally.ts';
import { hostName, isServing } from './merge-reports.ts';
import type { BrokersPolicy } from './policy.ts';
import { type BrokerGroup, isLive } from './target/target.ts';
import { durationText, instantText, secondsBetween } from './time.ts';

/** Brokers that have not served, or were asked to leave and have not, for longer than a boot may take. */
export function brokersDown(facts: Facts, policy: BrokersPolicy, now: Date): string | undefined {
  if (facts.instance?.state !== 'running') return undefined;
  const groups = facts.instance.cluster?.groups ?? [];
  const down = [
    ...groups.flatMap((group) => whyDown(group, facts, policy, now) ?? []),
    ...whyNotLeft(facts, policy, now),
  ];
  if (down.length === 0) return undefined;
  return `${down.join('; ')}; the cluster takes records as long as two replicas of each partition are in sync`;
}

function whyDown(
  { node, desired, failure }: BrokerGroup,
  { hosts, market }: Facts,
  { bootDeadline }: BrokersPolicy,
  now: Date,
): string | undefined {
  const live = hosts.filter((host) => host.node === node && isLive(host));
  if (desired === 0 || live.some((host) => isServing(host, now))) return undefined;
  const [host] = live;
  const since = host?.launchTime ?? market?.missing[String(node)]?.since;
  if (since === undefined || secondsBetween(since, now) <= bootDeadline) return undefined;
  if (!host) {
    const why = failure ? ` (${failure.text})` : '';
    return `broker ${node} has had no instance since ${instantText(since, now)}${why}`;
  }
  const message = host.report?.detail.message;
  return `${hostName(host)}, launched ${durationText(secondsBetween(since, now))} ago, does not serve${message ? `: ${message}` : ''}; read its journal through Session Manager`;
}

function whyNotLeft({ leave, hosts }: Facts, { bootDeadline }: BrokersPolicy, now: Date): string[] {
  if (leave === undefined || secondsBetween(leave.at, now) <= bootDeadline) return [];
  if (!hosts.some((host) => host.id === leave.instance && isLive(host))) return [];
  return [
    `${hostName({ node: leave.node, id: leave.instance })} was asked to leave at ${instantText(leave.at, now)} (${leave.reason.text}) and is still there; terminate it through its group if its agent does not answer`,
  ];
}

/** Brokers that run on demand for want of spot capacity. */
export function onDemand(facts: Facts, policy: BrokersPolicy, now: Date): string | undefined {
  const members = stopgaps(facts, policy);
  if (members.length === 0) return undefined;
  const names = members.map((member) => `${hostName(member)} since ${instantText(member.launchTime, now)}`);
  const hours = Math.floor(hoursOf(tallied(facts, policy, now), now));
  return `on demand for want of spot capacity: ${names.join(', ')}; each goes back to spot ${durationText(policy.backToSpotAfter)} later at the soonest, once there is some; ${hours} of ${policy.maxOnDemandHours} hours of this month are used`;
}

/** Whether a broker would be on demand, had the month's hours not been used up. */
export function onDemandCap(facts: Facts, policy: BrokersPolicy, now: Date): string | undefined {
  const { maxOnDemandHours } = policy;
  if (hoursOf(tallied(facts, policy, now), now) < maxOnDemandHours) return undefined;
  const missing = missingGroups(facts).filter((group) => isMeantForSpot(group, policy));
  if (missing.length === 0) return undefined;
  const names = missing.map(({ node }) => node).join(', ');
  return `no spot instance for broker ${names}, and no on-demand one takes its place: the ${maxOnDemandHours} hours of maxOnDemandHours are used up until the end of the month (UTC); raise it and deploy, or let it wait for spot capacity`;
}
