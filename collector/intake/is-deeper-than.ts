/** Whether objects and arrays lie in one another deeper than this. Looks no deeper, so nothing is too deep for it. */
export function isDeeperThan(limit: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (Array.isArray(value)) {
    for (const element of value) if (isDeeperThan(limit - 1, element)) return true;
    return false;
  }
  // Parsed JSON inherits nothing that could be enumerated.
  for (const name in value) if (isDeeperThan(limit - 1, value[name as keyof typeof value])) return true;
  return false;
}
