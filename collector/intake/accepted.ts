import { type EventRecord, HEADER_REASON } from '../event-record.ts';
import type { Metrics } from '../status/metrics.ts';

/** What 201 says: the events' ids in their order, and which of them are dead letters, by position. */
export function acceptedBody(records: readonly EventRecord[]): string {
  let ids = '';
  let deadLetters = '';
  let at = 0;
  for (const { id, lane } of records) {
    ids += `${at === 0 ? '' : ','}${JSON.stringify(id)}`;
    if (lane === 'dead-letter') deadLetters += `${deadLetters === '' ? '' : ','}${at}`;
    at++;
  }
  return deadLetters === '' ? `{"ids":[${ids}]}` : `{"ids":[${ids}],"deadLetters":[${deadLetters}]}`;
}

/** @param seconds from the end of the request to its answer */
export function countAccepted(metrics: Metrics, records: readonly EventRecord[], seconds: number): void {
  let bytes = 0;
  for (const { value, headers } of records) {
    bytes += value.length;
    const reason = headers[HEADER_REASON];
    // A reason begins with its code, out of a closed list: a label must not be what somebody sent.
    if (reason !== undefined) metrics.deadLetters(reason.slice(0, reason.indexOf(':')));
  }
  metrics.accepted(records.length, bytes, seconds);
}
