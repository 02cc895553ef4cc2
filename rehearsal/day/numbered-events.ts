/** An event of a rehearsed day: each key counts its own, so that whoever reads them sees whether one is missing. */
export interface NumberedEvent {
  readonly type: 'rehearsal.counted';
  readonly id: string;
  readonly key: string;
  readonly data: { readonly number: number };
}

/** How many events each key has by now: its next one has this number. */
export type Counts = ReadonlyMap<string, number>;

/** The event with that number of a key. */
export function numberedEvent(key: string, number: number): NumberedEvent {
  return { type: 'rehearsal.counted', id: `${key}-${number}`, key, data: { number } };
}

/** Names of so many keys. */
export function keyNames(keys: number): string[] {
  return Array.from({ length: keys }, (_, index) => `key-${index + 1}`);
}

/** The ids of all events that were sent. */
export function idsOf(sent: Counts): string[] {
  return [...sent].flatMap(([key, count]) =>
    Array.from({ length: count }, (_, number) => numberedEvent(key, number).id),
  );
}

/** What arrived of the events that were sent. */
export interface Arrival {
  /** Different ones. */
  readonly events: number;
  /** At-least-once delivery allows them; consumers drop them by the events' ids. */
  readonly repeats: number;
  /** Ids. */
  readonly missing: readonly string[];
  /** Ids of those that came after a later one of their key. */
  readonly overtaken: readonly string[];
}

/**
 * Holds what arrived, in the order of its arrival, against what was sent. A repeat is no disorder: what counts is when an
 * event came for the first time.
 */
export function judgeArrival(sent: Counts, arrived: readonly NumberedEvent[]): Arrival {
  const seen = new Set<string>();
  const highest = new Map<string, number>();
  const overtaken: string[] = [];
  for (const { id, key, data } of arrived) {
    if (seen.has(id)) continue;
    seen.add(id);
    const former = highest.get(key) ?? -1;
    if (data.number < former) overtaken.push(id);
    highest.set(key, Math.max(former, data.number));
  }
  const missing = idsOf(sent).filter((id) => !seen.has(id));
  return { events: seen.size, repeats: arrived.length - seen.size, missing, overtaken };
}
