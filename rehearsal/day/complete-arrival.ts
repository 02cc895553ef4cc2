import { RehearsalError } from '../errors.ts';
import { type Arrival, type Counts, judgeArrival, type NumberedEvent } from './numbered-events.ts';

/** How many ids an error names. */
const SHOWN = 5;

/**
 * What arrived, if that is everything, and in order.
 *
 * @param patience milliseconds that were waited for it
 * @throws RehearsalError 'events-differ' when one is missing or came after a later one of its key.
 */
export function completeArrival(sent: Counts, arrived: readonly NumberedEvent[], patience: number): Arrival {
  const arrival = judgeArrival(sent, arrived);
  const { missing, overtaken } = arrival;
  if (missing.length > 0 || overtaken.length > 0) {
    const acknowledged = [...sent.values()].reduce((sum, count) => sum + count, 0);
    throw new RehearsalError(
      'events-differ',
      `of ${acknowledged} events that were acknowledged, ${missing.length} did not arrive within ${patience / 1000} s ` +
        `(${missing.slice(0, SHOWN)}), and ${overtaken.length} came after a later one of their key (${overtaken.slice(0, SHOWN)})`,
    );
  }
  return arrival;
}
