import type { IncomingEvent } from './incoming-event.ts';
import type { Problems } from './problems.ts';

/**
 * Two events of one request with the same id are a sender's mistake: consumers would drop one of them as a repeat.
 * CloudEvents count ids per source.
 */
export function refuseRepeats(events: readonly IncomingEvent[], problems: Problems): void {
  const first = new Map<string, number>();
  for (const [at, { id, source = '' }] of events.entries()) {
    const identity = JSON.stringify([source, id]);
    const earlier = first.get(identity);
    if (earlier === undefined) {
      first.set(identity, at);
      continue;
    }
    problems.at(at);
    problems.add(
      'duplicate-id',
      '/id',
      `is the id of event ${earlier} too; give each event an id of its own`,
    );
    if (problems.enough) return;
  }
}
