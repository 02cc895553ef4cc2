import type { EventRecord } from '../event-record.ts';

/** An event as its format gave it, before its data is held against a schema. */
export interface IncomingEvent extends Pick<EventRecord, 'id' | 'key' | 'value'> {
  readonly type: string;
  readonly version: string;
  /** Headers for the sink, its id, type and version among them. */
  readonly headers: Record<string, string>;
  /** What a schema speaks of; `undefined` if there is none, or if it is no JSON. */
  readonly data: unknown;
  /** CloudEvents count ids per source. */
  readonly source?: string;
}

/** What stands for the version of an event that names none. */
export const DEFAULT_VERSION = '1';
