import type { Grant } from './grants.ts';

/**
 * Whether an action only reads, by how AWS names its actions: Describe…, Get…, List…, BatchGet…, Query and Scan, and
 * DynamoDB's check of a condition within a transaction. Any other, one that nobody has heard of too, counts as changing
 * something; so does one with a wildcard.
 */
export function onlyReads(action: string): boolean {
  return /^[a-z0-9-]+:((Describe|Get|List|BatchGet)\w*|Query|Scan|ConditionCheckItem)$/.test(action);
}

/** What may be changed, by who may: lines `<action> on <resources> if <conditions>`. */
export type MayChange = Readonly<Record<string, readonly string[]>>;

/** What each may change. What is denied is left out. */
export function whoMayChangeWhat(grants: readonly Grant[]): MayChange {
  return allOf(
    grants
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ who, actions, resources, conditions }) => {
        const where = `on ${resources.join(', ')}${conditions.length > 0 ? ` if ${conditions.join(' and ')}` : ''}`;
        const lines = actions.filter((action) => !onlyReads(action)).map((action) => `${action} ${where}`);
        return lines.length > 0 ? who.map((one) => ({ [one]: lines })) : [];
      }),
  );
}

/** Several such lists as one, in order. */
export function allOf(lists: readonly MayChange[]): MayChange {
  const together = new Map<string, Set<string>>();
  for (const [who, lines] of lists.flatMap((list) => Object.entries(list))) {
    together.set(who, new Set([...(together.get(who) ?? []), ...lines]));
  }
  return Object.fromEntries([...together].map(([who, lines]) => [who, [...lines].sort()]));
}
