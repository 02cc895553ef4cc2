import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EventRecord } from '../event-record.ts';
import type { CollectorSettings } from '../settings.ts';
import type { Metrics } from '../status/metrics.ts';
import { acceptedBody, countAccepted } from './accepted.ts';
import { answer, refuse } from './answer.ts';
import { formatOf } from './content-type.ts';
import type { Cors } from './cors.ts';
import type { Rules } from './judge.ts';
import { Arriving, checkLength, crowded, readBody } from './read-body.ts';
import { readEvents } from './read-events.ts';
import { refusalOf } from './refusal-of.ts';
import { isSync } from './sync.ts';
import { toRecords } from './to-records.ts';
import { LARGE_BODY, Turns } from './turns.ts';
import { isPacked, unpack } from './unpack.ts';
import { WriteKeys } from './write-key.ts';

/** Takes events, and keeps the promise of its answers: what `Delivery` does. */
export interface Taker {
  /** @returns when what 201 promises is true */
  accept(records: readonly EventRecord[]): Promise<void>;
}

/** What `POST /events` needs. */
export interface PostEventsProps {
  readonly settings: Pick<CollectorSettings, 'writeKeys' | 'limits'>;
  readonly delivery: Taker;
  readonly rules: Rules;
  readonly cors: Cors;
  readonly metrics: Metrics;
}

/** What the query may say. */
interface Query {
  readonly writeKey?: unknown;
  readonly sync?: unknown;
}

/**
 * Answers `POST /events`.
 *
 * This is the path of every event, so it does without what each request would have to pay for: the body is read by hand,
 * and the answer goes to Node itself, past Fastify's reply.
 */
export function postEvents({ settings, delivery, rules, cors, metrics }: PostEventsProps) {
  const { bodyBytes, eventBytes, pendingBytes } = settings.limits;
  const keys = new WriteKeys(settings.writeKeys);
  const arriving = new Arriving(pendingBytes);
  const turns = new Turns();

  return (fastifyRequest: FastifyRequest, reply: FastifyReply): void => {
    const request = fastifyRequest.raw;
    const response = reply.raw;
    const { headers } = request;
    reply.hijack();

    try {
      const query = fastifyRequest.query as Query;
      keys.check(headers['x-write-key'] ?? query.writeKey);
      const sync = isSync(query.sync);
      const format = formatOf(headers);
      const packed = isPacked(headers['content-encoding']);
      checkLength(request, bodyBytes);
      readBody(request, bodyBytes, arriving, (error, body) => {
        if (error) return fail(error);
        const since = performance.now();
        const read = (): void => {
          try {
            const unpacked = packed ? unpack(body, bodyBytes) : body;
            const records = toRecords(readEvents(format, headers, unpacked), rules, sync, eventBytes);
            delivery.accept(records).then(() => succeed(records, since), fail);
          } catch (problem) {
            fail(problem);
          }
        };
        if (body.length < LARGE_BODY && !packed) return read();
        if (!arriving.add(body.length)) return fail(crowded());
        turns.take(() => {
          arriving.remove(body.length);
          read();
        });
      });
    } catch (error) {
      fail(error);
    }

    function succeed(records: readonly EventRecord[], since: number): void {
      countAccepted(metrics, records, (performance.now() - since) / 1000);
      answer(response, 201, cors.headers(headers.origin), acceptedBody(records));
    }

    function fail(error: unknown): void {
      const why = refusalOf(error);
      metrics.rejected(why.code);
      refuse(request, response, why, cors.headers(headers.origin));
    }
  };
}
