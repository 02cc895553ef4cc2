import { type EventRecord, HEADER_REASON } from '../event-record.ts';
import type { IncomingEvent } from './incoming-event.ts';
import { IntakeError } from './intake-error.ts';
import { judge, type Rules } from './judge.ts';
import { Problems } from './problems.ts';

/**
 * What is sent on of a request's events.
 *
 * @param most bytes of one event
 * @throws IntakeError `event-too-large`, `invalid-events`
 */
export function toRecords(
  events: readonly IncomingEvent[],
  rules: Rules,
  sync: boolean,
  most: number,
): EventRecord[] {
  const problems = new Problems();
  const records: EventRecord[] = [];
  let at = 0;
  for (const event of events) {
    if (event.value.length > most) throw tooLarge(at, event.value.length, most);
    problems.at(at++);
    records.push(record(event, judge(event, rules, sync, problems)));
    if (problems.enough) break;
  }
  if (problems.none) return records;
  throw problems.error();
}

function record({ id, key, headers, value }: IncomingEvent, reason: string | undefined): EventRecord {
  if (reason === undefined) return { id, key, headers, value, lane: 'events' };
  return { id, key, headers: { ...headers, [HEADER_REASON]: reason }, value, lane: 'dead-letter' };
}

function tooLarge(at: number, bytes: number, most: number): IntakeError {
  return new IntakeError('event-too-large', `Event ${at} has ${bytes} bytes; ${most} are allowed.`);
}
