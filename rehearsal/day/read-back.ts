import { completeArrival } from './complete-arrival.ts';
import { type Arrival, type Counts, idsOf } from './numbered-events.ts';
import { readEvents } from './read-events.ts';

/**
 * Reads from Kafka what was sent, and holds it against that.
 *
 * @param bootstrap `host:port`
 * @param patience milliseconds
 * @throws RehearsalError 'events-differ' when one is missing or came after a later one of its key.
 */
export async function readBack(bootstrap: string, sent: Counts, patience: number): Promise<Arrival> {
  const arrived = await readEvents(bootstrap, new Set(idsOf(sent)), patience);
  return completeArrival(sent, arrived, patience);
}
