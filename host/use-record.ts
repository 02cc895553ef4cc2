/** When the host's service was last used, as far as we know. */
export interface UseRecord<Snapshot> {
  /** ISO-8601. */
  readonly lastUsedAt: string;
  /** What the last use was. */
  readonly use: string;
  /** What the next look is compared with; undefined if there is nothing to compare with. */
  readonly snapshot?: Snapshot;
}

/** What a look at the service gave: a snapshot, or why there is none. */
export type Look<Snapshot> = { readonly snapshot: Snapshot } | { readonly missing: string };

/** Before the first look. */
export function unknownUse(now: string): UseRecord<never> {
  return { lastUsedAt: now, use: 'unknown: the agent has just started' };
}

/**
 * Takes a look into account. Unknown is not idle: what cannot be compared counts as use.
 *
 * @param useBetween what happened between two snapshots, if that was use
 */
export function recordUse<Snapshot>(
  former: UseRecord<Snapshot>,
  look: Look<Snapshot>,
  now: string,
  useBetween: (before: Snapshot, after: Snapshot) => string | undefined,
): UseRecord<Snapshot> {
  if ('missing' in look) return { lastUsedAt: now, use: `unknown: ${look.missing}` };
  const { snapshot } = look;
  if (former.snapshot === undefined) return { lastUsedAt: now, use: former.use, snapshot };
  const use = useBetween(former.snapshot, snapshot);
  return use === undefined ? { ...former, snapshot } : { lastUsedAt: now, use, snapshot };
}
