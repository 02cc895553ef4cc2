/** Positions of a broker at one moment. Topics of ours and of Kafka itself (their names start with `__`) are left out. */
export interface Snapshot {
  /** `topic-partition` → end offset. */
  readonly ends: ReadonlyMap<string, bigint>;
  /** `group on topic-partition` → committed offset. */
  readonly commits: ReadonlyMap<string, bigint>;
  /** Topic → bytes of records sent to consumers since the broker started. */
  readonly sent: ReadonlyMap<string, number>;
}

/**
 * What happened between two snapshots, as a person would say it.
 *
 * Only movement counts: what appears at zero, and what vanishes with a deleted topic or group, is no use. The bytes start
 * again at zero with the broker's process; then any byte is news.
 *
 * @returns undefined if nobody used the broker
 */
export function useBetween(before: Snapshot, after: Snapshot): string | undefined {
  const written = moved(before.ends, after.ends, 0n);
  if (written !== undefined) return `records written to ${written}`;
  const read = moved(before.sent, after.sent, 0);
  if (read !== undefined) return `records read from ${read}`;
  const committed = moved(before.commits, after.commits, 0n);
  if (committed !== undefined) return `position committed by ${committed}`;
  return undefined;
}

function moved<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  zero: T,
): string | undefined {
  for (const [name, value] of after) {
    if (value !== zero && value !== before.get(name)) return name;
  }
  return undefined;
}
