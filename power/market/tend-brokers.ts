import { askToLeave } from '../commands/ask-to-leave.ts';
import { type Facts, factsOf } from '../facts.ts';
import type { BrokersPolicy } from '../policy.ts';
import type { Power } from '../power.ts';
import { assertReadable } from '../store/assert-readable.ts';
import { change } from '../store/change.ts';
import type { Change } from '../store/changes.ts';
import type { TargetItems } from '../store/target-items.ts';
import type { Target } from '../target/target.ts';
import { secondsBetween } from '../time.ts';
import { decideMarket, type MarketDecision } from './decide-market.ts';
import { hasLeft } from './has-left.ts';

/** Seconds for which the report of a host that is gone is kept, so that people can still read its last words. */
const REPORT_KEPT_FOR = 3600;

/**
 * What a tick sees to within a cluster: where its instances are bought, and that one broker at a time leaves. Writes first
 * and acts afterwards, so that of two reapers one meets a conflict and looks again.
 *
 * @throws PowerError `newer-version`, `busy`; errors of AWS
 */
export async function tendBrokers(
  power: Power,
  name: string,
  target: Target,
  policy: BrokersPolicy,
): Promise<void> {
  const instances = await target.describe();
  const now = power.clock();
  const look = (items: TargetItems) => {
    const facts = factsOf(items, instances, now);
    return { facts, market: decideMarket(facts, policy, now) };
  };
  const { items } = await change(power.store, name, (read) => {
    assertReadable(read, name);
    const { facts, market } = look(read);
    return changesOf(read, facts, market, now);
  });
  const { moves } = look(items).market;
  await Promise.all(moves.map(({ group, market }) => target.move?.(group, market)));
}

function changesOf(items: TargetItems, facts: Facts, { notes, leave }: MarketDecision, now: Date): Change[] {
  return [
    ...(notes ? [items.put('market', notes)] : []),
    ...(leave ? askToLeave(items, leave, now) : []),
    ...(hasLeft(facts, now) ? [items.remove('leave')] : []),
    ...reportsOfTheGone(items, facts, now),
  ];
}

/** Each launch is another instance, so reports would pile up. */
function reportsOfTheGone(items: TargetItems, { hosts }: Facts, now: Date): Change[] {
  const ids = new Set(hosts.map(({ id }) => id));
  return items.reporters().flatMap((id) => {
    const report = items.get(`activity#${id}`);
    const isOver = report !== undefined && secondsBetween(report.at, now) > REPORT_KEPT_FOR;
    return isOver && !ids.has(id) ? [items.remove(`activity#${id}`)] : [];
  });
}
