import type { Facts } from '../facts.ts';
import { type BrokerGroup, isLive } from '../target/target.ts';
import type { MarketNotes, Missing } from './market-notes.ts';

/** The groups that should have an instance and have none. */
export function missingGroups({ instance, hosts }: Facts): BrokerGroup[] {
  const served = new Set(hosts.filter(isLive).map(({ node }) => node));
  return (instance?.cluster?.groups ?? []).filter(({ node, desired }) => desired > 0 && !served.has(node));
}

/** Since when a broker without an instance has none. A cluster that wakes lacks them all, before anybody has looked. */
export function missingSince({ market, recorded }: Facts, node: number, now: Date): Missing {
  const known = market?.missing[String(node)];
  if (known) return known;
  const since = recorded?.to === 'booting' ? recorded.at : now.toISOString();
  return { since, triedSince: since };
}

/** What is to be remembered of that. @param moved - node ids of the groups that try another market from now on */
export function missingNow(facts: Facts, moved: readonly number[], now: Date): MarketNotes['missing'] {
  return Object.fromEntries(
    missingGroups(facts).map(({ node }) => {
      const missing = missingSince(facts, node, now);
      return [node, moved.includes(node) ? { ...missing, triedSince: now.toISOString() } : missing];
    }),
  );
}
