import { type Snapshot, useBetween } from '../kafka/activity.ts';

/** When Kafka was last used, as far as we know. */
export interface UseRecord {
  /** ISO-8601. */
  readonly lastUsedAt: string;
  /** What the last use was. */
  readonly use: string;
  /** What the next look is compared with; undefined if there is nothing to compare with. */
  readonly snapshot?: Snapshot;
}

/** What a look at Kafka gave: a snapshot, or why there is none. */
export type Look = { readonly snapshot: Snapshot } | { readonly missing: string };

/** Before the first look. */
export function unknownUse(now: string): UseRecord {
  return { lastUsedAt: now, use: 'unknown: the agent has just started' };
}

/** Takes a look into account. Unknown is not idle: what cannot be compared counts as use. */
export function recordUse(former: UseRecord, look: Look, now: string): UseRecord {
  if ('missing' in look) return { lastUsedAt: now, use: `unknown: ${look.missing}` };
  const { snapshot } = look;
  if (former.snapshot === undefined) return { lastUsedAt: now, use: former.use, snapshot };
  const use = useBetween(former.snapshot, snapshot);
  return use === undefined ? { ...former, snapshot } : { lastUsedAt: now, use, snapshot };
}
