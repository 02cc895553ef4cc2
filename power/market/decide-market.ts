import { isDeepStrictEqual } from 'node:util';
import type { Facts } from '../facts.ts';
import type { Leave } from '../items.ts';
import type { BrokersPolicy } from '../policy.ts';
import { standingIntent } from '../stop-intent.ts';
import { type BrokerGroup, isLive, type LaunchFailure, type Market, type Member } from '../target/target.ts';
import { durationText, isAfter, secondsBetween } from '../time.ts';
import type { MarketNotes } from './market-notes.ts';
import { missingNow, missingSince } from './missing.ts';
import { returningMember } from './returning-member.ts';
import { hoursOf, isMeantForSpot, tallied } from './tally.ts';

/** What is to be done about where a cluster's instances are bought. */
export interface MarketDecision {
  /** What is to be remembered, if that is new. */
  readonly notes?: MarketNotes;
  /** Groups that are to buy their next instance elsewhere. */
  readonly moves: readonly Move[];
  /** The broker that is to make place for a spot instance at once. */
  readonly leave?: Omit<Leave, 'at'>;
}

/** A group that changes its market. */
export interface Move {
  readonly group: BrokerGroup;
  readonly market: Market;
}

/** Codes in Auto Scaling's messages by which another market may help; any other failure is waited out. */
const NO_CAPACITY =
  /UnfulfillableCapacity|InsufficientInstanceCapacity|MaxSpotInstanceCountExceeded|sufficient .*capacity/i;

/**
 * Level-triggered: each group is told the market that fits what is the case.
 *
 * A broker without an instance gets an on-demand one if there is no spot capacity, within the month's hours. Later one such
 * group at a time is told to buy spot again, while nothing is out of sync: Auto Scaling then replaces the instance as soon as
 * it has a spot one, and not before, so that nothing is risked for it (Auto Scaling API, `InstancesDistribution`: an update
 * "means a gradual replacement of instances"). Only when the month's hours are used up the broker leaves at once.
 */
export function decideMarket(facts: Facts, policy: BrokersPolicy, now: Date): MarketDecision {
  const cluster = facts.instance?.cluster;
  if (cluster === undefined) return { moves: [] };
  const tally = tallied(facts, policy, now);
  const isSpent = hoursOf(tally, now) >= policy.maxOnDemandHours;
  const returning = returningMember(facts, policy, isSpent, now);
  const moves = cluster.groups
    .filter((group) => isMeantForSpot(group, policy))
    .map((group): Move => ({ group, market: marketFor(group, { facts, policy, isSpent, returning, now }) }))
    .filter(({ group, market }) => market !== group.market);
  const moved = moves.map(({ group }) => group.node);
  const notes = { missing: missingNow(facts, moved, now), ...tally };
  const isNew = !isDeepStrictEqual(notes, facts.market ?? { ...notes, missing: {}, onDemand: {}, spent: 0 });
  return {
    moves,
    ...(isNew && { notes }),
    ...(isSpent && returning && facts.leave === undefined && { leave: leaveOf(returning, policy) }),
  };
}

/** What the market of a group follows from. */
interface Circumstances {
  readonly facts: Facts;
  readonly policy: BrokersPolicy;
  /** The month's hours are used up. */
  readonly isSpent: boolean;
  /** The instance that a spot one may replace now. */
  readonly returning: Member | undefined;
  readonly now: Date;
}

function marketFor(group: BrokerGroup, circumstances: Circumstances): Market {
  const { facts, returning } = circumstances;
  if (group.desired === 0) return 'spot';
  // Until it sleeps, nothing is replaced any more.
  if (standingIntent(facts)) return group.market;
  const live = facts.hosts.filter((host) => host.node === group.node && isLive(host));
  if (live.length === 0) return marketForMissing(group, circumstances);
  if (live.some(({ market }) => market === 'spot')) return 'spot';
  const leaves = facts.leave?.node === group.node && facts.leave.reason.code === 'back-to-spot';
  return leaves || returning?.node === group.node ? 'spot' : 'on-demand';
}

/** The one where it may be found sooner. */
function marketForMissing(group: BrokerGroup, { facts, policy, isSpent, now }: Circumstances): Market {
  const { triedSince } = missingSince(facts, group.node, now);
  const isLate = secondsBetween(triedSince, now) >= policy.spotPatience;
  if (isSpent) return 'spot';
  if (group.market === 'on-demand') return isLate ? 'spot' : 'on-demand';
  return isLate || isRefused(group.failure, triedSince) ? 'on-demand' : 'spot';
}

/** Whether a launch since then met want of capacity. */
function isRefused(failure: LaunchFailure | undefined, since: string): boolean {
  return failure !== undefined && isAfter(failure.at, since) && NO_CAPACITY.test(failure.text);
}

function leaveOf({ id, node }: Member, { maxOnDemandHours }: BrokersPolicy): Omit<Leave, 'at'> {
  const text = `the ${durationText(maxOnDemandHours * 3600)} a month of maxOnDemandHours are used up`;
  return { instance: id, node, reason: { code: 'back-to-spot', text } };
}
