import { RehearsalError } from '../errors.ts';
import { type Arrival, type Counts, idsOf, judgeArrival } from './numbered-events.ts';
import { readEvents } from './read-events.ts';

/** How many ids an error names. */
const SHOWN = 5;

/**
 * Reads from Kafka what was sent, and holds it against that.
 *
 * @param bootstrap `host:port`
 * @param patience milliseconds
 * @throws RehearsalError 'events-differ' when one is missing or came after a later one of its key.
 */
export async function readBack(bootstrap: string, sent: Counts, patience: number): Promise<Arrival> {
  const ids = idsOf(sent);
  const arrival = judgeArrival(sent, await readEvents(bootstrap, new Set(ids), patience));
  const { missing, overtaken } = arrival;
  if (missing.length > 0 || overtaken.length > 0) {
    throw new RehearsalError(
      'events-differ',
      `of ${ids.length} events that were acknowledged, ${missing.length} did not arrive within ${patience / 1000} s ` +
        `(${missing.slice(0, SHOWN)}), and ${overtaken.length} came after a later one of their key (${overtaken.slice(0, SHOWN)})`,
    );
  }
  return arrival;
}
