import { randomUUID } from 'node:crypto';
import { HEADER_ID, HEADER_TYPE, HEADER_VERSION } from '../event-record.ts';
import { Envelope } from './envelope.ts';
import { NATIVE_EVENT } from './event-schemas.ts';
import { DEFAULT_VERSION, type IncomingEvent } from './incoming-event.ts';
import type { Problems } from './problems.ts';

/** What `NATIVE_EVENT` describes. */
interface NativeEvent {
  readonly type: string;
  readonly id?: string;
  readonly version?: string | number;
  readonly key?: string;
  readonly data?: unknown;
}

const ENVELOPE = new Envelope<NativeEvent>(NATIVE_EVENT);

/**
 * An event in the collector's own format.
 *
 * @param json the parsed event
 * @param value its bytes, which are sent on as they are
 * @returns `undefined` if there are problems
 */
export function nativeEvent(json: unknown, value: Buffer, problems: Problems): IncomingEvent | undefined {
  if (!ENVELOPE.check(json, value.length, problems)) return undefined;
  const { type, id = randomUUID(), key, data } = json;
  const version = json.version === undefined ? DEFAULT_VERSION : String(json.version);
  const headers = { [HEADER_ID]: id, [HEADER_TYPE]: type, [HEADER_VERSION]: version };
  return { id, type, version, key, headers, value, data };
}
