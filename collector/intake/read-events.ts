import type { IncomingHttpHeaders } from 'node:http';
import { binaryCloudEvent } from './binary-cloud-event.ts';
import { cloudEvent } from './cloud-event.ts';
import type { Format } from './content-type.ts';
import { elementsOf } from './elements-of.ts';
import type { IncomingEvent } from './incoming-event.ts';
import { IntakeError } from './intake-error.ts';
import { MAX_EVENTS } from './limits.ts';
import { nativeEvent } from './native-event.ts';
import { beginsWithLine, linesOf } from './ndjson.ts';
import { parseJson } from './parse-json.ts';
import { Problems } from './problems.ts';
import { refuseRepeats } from './refuse-repeats.ts';

/** Makes an event of its JSON, or adds to the problems. */
type Reader = (json: unknown, value: Buffer, problems: Problems) => IncomingEvent | undefined;

/** An event's JSON, parsed and as it was written. */
type Written = readonly [json: unknown, value: Buffer];

/**
 * The events of a request: all of them, or none.
 *
 * @param body as it was sent, unpacked
 * @throws IntakeError
 */
export function readEvents(format: Format, headers: IncomingHttpHeaders, body: Buffer): IncomingEvent[] {
  if (format === 'binary') return one((problems) => binaryCloudEvent(headers, body, problems));
  if (body.length === 0) throw new IntakeError('empty', 'The body is empty; send at least one event.');
  switch (format) {
    case 'json':
      return oneOrMany(body);
    case 'ndjson':
      return many(lines(body), nativeEvent);
    case 'text':
      return beginsWithLine(body) ? many(lines(body), nativeEvent) : oneOrMany(body);
    case 'cloudevent':
      return one((problems) => cloudEvent(parseJson(body), body, problems));
    case 'cloudevents':
      return batch(body);
  }
}

function oneOrMany(body: Buffer): IncomingEvent[] {
  const json = parseJson(body);
  return Array.isArray(json)
    ? many(elements(json, body), nativeEvent)
    : one((problems) => nativeEvent(json, body, problems));
}

function batch(body: Buffer): IncomingEvent[] {
  const json = parseJson(body);
  if (Array.isArray(json)) return many(elements(json, body), cloudEvent);
  throw new IntakeError(
    'not-a-batch',
    'The body is no array; send a single event as application/cloudevents+json.',
  );
}

function* elements(array: readonly unknown[], body: Buffer): Generator<Written> {
  if (array.length > MAX_EVENTS) throw tooMany();
  for (const [at, value] of elementsOf(body).entries()) yield [array[at], value];
}

function* lines(body: Buffer): Generator<Written> {
  for (const { bytes, number } of linesOf(body)) yield [parseJson(bytes, number), bytes];
}

function one(read: (problems: Problems) => IncomingEvent | undefined): IncomingEvent[] {
  const problems = new Problems();
  const event = read(problems);
  if (event) return [event];
  throw problems.error();
}

function many(written: Iterable<Written>, read: Reader): IncomingEvent[] {
  const problems = new Problems();
  const events: IncomingEvent[] = [];
  let count = 0;
  for (const [json, value] of written) {
    if (count === MAX_EVENTS) throw tooMany();
    problems.at(count++);
    const event = read(json, value, problems);
    if (event) events.push(event);
    if (problems.enough) break;
  }
  if (count === 0) throw new IntakeError('empty', 'There is no event in the body; send at least one.');
  if (problems.none) refuseRepeats(events, problems);
  if (problems.none) return events;
  throw problems.error();
}

function tooMany(): IntakeError {
  return new IntakeError(
    'too-many-events',
    `More than ${MAX_EVENTS} events in one request; send them in several.`,
  );
}
