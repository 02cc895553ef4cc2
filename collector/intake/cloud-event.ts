import { HEADER_ID, HEADER_TYPE, HEADER_VERSION } from '../event-record.ts';
import { Envelope } from './envelope.ts';
import { CLOUD_EVENT } from './event-schemas.ts';
import { DEFAULT_VERSION, type IncomingEvent } from './incoming-event.ts';
import type { Problems } from './problems.ts';

/** The attributes that matter here. Null is as good as absent. */
export interface CloudEventAttributes {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly dataschema?: string | null;
  readonly partitionkey?: string | null;
}

/** What `CLOUD_EVENT` describes. */
interface CloudEvent extends CloudEventAttributes {
  readonly data?: unknown;
}

const ENVELOPE = new Envelope<CloudEvent>(CLOUD_EVENT);

/** Headers of a record whose value is a whole event (Kafka binding of CloudEvents, section 3.3). */
const STRUCTURED = { 'content-type': 'application/cloudevents+json; charset=UTF-8' };

/**
 * A CloudEvent in JSON.
 *
 * @param json the parsed event
 * @param value its bytes, which are sent on as they are
 * @returns `undefined` if there are problems
 */
export function cloudEvent(json: unknown, value: Buffer, problems: Problems): IncomingEvent | undefined {
  if (!ENVELOPE.check(json, value.length, problems)) return undefined;
  return fromAttributes(json, value, STRUCTURED, json.data);
}

/** An event with these attributes, however they came. */
export function fromAttributes(
  { id, source, type, dataschema, partitionkey }: CloudEventAttributes,
  value: Buffer,
  headers: Readonly<Record<string, string>>,
  data: unknown,
): IncomingEvent {
  const version = versionIn(dataschema ?? '');
  return {
    id,
    type,
    version,
    source,
    key: partitionkey ?? undefined,
    headers: { ...headers, [HEADER_ID]: id, [HEADER_TYPE]: type, [HEADER_VERSION]: version },
    value,
    data,
  };
}

/** `https://schemas.example.com/order-placed/2` and `…/2.json` are version 2. */
function versionIn(dataschema: string): string {
  return LAST_SEGMENT.exec(dataschema)?.groups?.version ?? DEFAULT_VERSION;
}

const LAST_SEGMENT = /\/(?<version>[A-Za-z0-9._-]{1,32}?)(?:\.json)?(?:[?#].*)?$/;
