import { setTimeout as sleep } from 'node:timers/promises';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { throttled, unreachable } from '../outcomes.ts';
import type { Outcome, Rejected } from '../sink.ts';
import type { KinesisRecord } from './kinesis-record.ts';
import { MOST_RECORDS, nextRequest } from './next-request.ts';
import { putOnce } from './put-once.ts';

/** Milliseconds before what failed is sent again, doubled each time. A shard's limits are per second. */
const PAUSE = { first: 50, longest: 1_000 };

/**
 * Puts records into a stream: one request after the other, what failed again, until all is stored or the signal ends it.
 * A request that is refused because of one record is halved until that record stands alone; the rest goes on.
 */
export async function putRecords(
  client: KinesisClient,
  stream: string,
  records: readonly KinesisRecord[],
  signal: AbortSignal,
): Promise<Outcome> {
  const rejected: Rejected[] = [];
  let waiting = records;
  let most = MOST_RECORDS;
  let pause = PAUSE.first;
  while (waiting.length > 0) {
    const request = nextRequest(waiting, most);
    const answer = await putOnce(client, stream, request, signal);
    if (answer.is === 'unreachable') return { ...unreachable(eventsOf(waiting), answer.text), rejected };
    if (answer.is === 'refused' && request.length > 1) {
      most = Math.ceil(request.length / 2);
      continue;
    }
    most = MOST_RECORDS;
    if (answer.is === 'refused') {
      rejected.push(...eventsOf(request).map((record) => ({ record, reason: answer.text })));
      waiting = without(waiting, new Set(request));
      continue;
    }
    waiting = without(waiting, answer.stored);
    if (answer.trouble === undefined) pause = PAUSE.first;
    else if (await passes(pause, signal)) pause = Math.min(2 * pause, PAUSE.longest);
    else return { ...throttled(eventsOf(waiting), answer.trouble), rejected };
  }
  return { unsent: [], rejected };
}

function without(
  records: readonly KinesisRecord[],
  those: ReadonlySet<KinesisRecord>,
): readonly KinesisRecord[] {
  return records.filter((record) => !those.has(record));
}

function eventsOf(records: readonly KinesisRecord[]) {
  return records.map(({ record }) => record);
}

/** @returns false if the signal ended it; `sleep` fails for no other reason */
function passes(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return sleep(milliseconds, true, { signal }).catch(() => false);
}
