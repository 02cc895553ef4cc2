/** One event as it was read from Kafka, in the order of its partition. */
export interface ReadEvent {
  readonly key: string;
  readonly id: string;
}

/** What came of the events that were acknowledged. */
export interface Verdict {
  readonly acknowledged: number;
  /** Ids that were acknowledged and are not there. */
  readonly lost: readonly string[];
  /** Ids that came after one that was acknowledged later, repeats dropped. */
  readonly disordered: readonly string[];
  /** How many were there a second time; allowed. */
  readonly repeats: number;
}

/**
 * Holds what was read against what was acknowledged.
 *
 * @param acknowledged ids by key, in the order in which they were acknowledged, one after the other
 */
export function verdictOn(
  acknowledged: ReadonlyMap<string, readonly string[]>,
  read: readonly ReadEvent[],
): Verdict {
  const first = new Map<string, Map<string, number>>();
  let repeats = 0;
  for (const { key, id } of read) {
    const places = first.get(key) ?? new Map<string, number>();
    first.set(key, places);
    if (places.has(id)) repeats += 1;
    else places.set(id, places.size);
  }
  const lost: string[] = [];
  const disordered: string[] = [];
  for (const [key, ids] of acknowledged) {
    let last = -1;
    for (const id of ids) {
      const place = first.get(key)?.get(id);
      if (place === undefined) lost.push(id);
      else if (place < last) disordered.push(id);
      else last = place;
    }
  }
  const count = [...acknowledged.values()].reduce((sum, ids) => sum + ids.length, 0);
  return { acknowledged: count, lost, disordered, repeats };
}
