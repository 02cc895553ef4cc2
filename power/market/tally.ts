import type { Facts } from '../facts.ts';
import type { BrokersPolicy } from '../policy.ts';
import { type BrokerGroup, isLive, type Member } from '../target/target.ts';
import { latest, secondsBetween } from '../time.ts';
import type { MarketNotes } from './market-notes.ts';

/** What on-demand instances in place of spot ones came to this month. */
export type Tally = Omit<MarketNotes, 'missing'>;

/** Whether a broker is to be on spot, as the deploy has it. */
export function isMeantForSpot(
  { node }: Pick<BrokerGroup, 'node'>,
  { onDemandCount }: BrokersPolicy,
): boolean {
  return node > onDemandCount;
}

/** The instances that were bought on demand only because there was no spot one. */
export function stopgaps({ hosts }: Facts, policy: BrokersPolicy): Member[] {
  return hosts.filter((host) => isLive(host) && host.market === 'on-demand' && isMeantForSpot(host, policy));
}

/** The tally as it is now: what has gone is added up, and each month begins anew. */
export function tallied(facts: Facts, policy: BrokersPolicy, now: Date): Tally {
  const month = now.toISOString().slice(0, 7);
  const monthBegan = `${month}-01T00:00:00.000Z`;
  const former = facts.market?.month === month ? facts.market : undefined;
  const running = stopgaps(facts, policy).map(({ id, launchTime }): [string, string] => [
    id,
    former?.onDemand[id] ?? latest(launchTime, monthBegan),
  ]);
  const ids = new Set(running.map(([id]) => id));
  const gone = Object.entries(former?.onDemand ?? {}).filter(([id]) => !ids.has(id));
  return {
    month,
    onDemand: Object.fromEntries(running),
    spent: gone.reduce((sum, [, from]) => sum + secondsBetween(from, now), former?.spent ?? 0),
  };
}

/** Hours that it comes to. */
export function hoursOf({ spent, onDemand }: Tally, now: Date): number {
  const running = Object.values(onDemand).map((from) => secondsBetween(from, now));
  return running.reduce((sum, seconds) => sum + seconds, spent) / 3600;
}
