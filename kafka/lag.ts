import type { Snapshot } from './activity.ts';

/**
 * How many records each of the groups has still to read, as far as its committed positions tell: over the partitions at
 * which it has committed any.
 *
 * @param groups ids of consumer groups
 * @returns only the groups that are behind: neither those that have read everything nor those that have no position
 */
export function lagOf({ ends, commits }: Snapshot, groups: readonly string[]): Record<string, number> {
  const lag: Record<string, number> = {};
  for (const group of groups) {
    const prefix = `${group} on `;
    let behind = 0n;
    for (const [name, position] of commits) {
      // No topic has a blank in its name, so "a on b" is never taken for a partition of group "a".
      const end = name.startsWith(prefix) ? ends.get(name.slice(prefix.length)) : undefined;
      if (end !== undefined && position >= 0n && end > position) behind += end - position;
    }
    if (behind > 0n) lag[group] = Number(behind);
  }
  return lag;
}
