import { type EventRecord, HEADER_REASON } from '../event-record.ts';
import type { Rejected } from '../sinks/sink.ts';

/** Rejected records, by what can still be done for them. */
export interface SortedRejected {
  /** Events, to be sent as dead letters. */
  readonly deadLetters: readonly EventRecord[];
  /** Dead letters that were rejected again: only people can help. */
  readonly hopeless: readonly Rejected[];
}

export function sortRejected(rejected: readonly Rejected[]): SortedRejected {
  return {
    deadLetters: rejected.filter(({ record }) => record.lane === 'events').map(toDeadLetter),
    hopeless: rejected.filter(({ record }) => record.lane === 'dead-letter'),
  };
}

function toDeadLetter({ record, reason }: Rejected): EventRecord {
  return { ...record, lane: 'dead-letter', headers: { ...record.headers, [HEADER_REASON]: reason } };
}
