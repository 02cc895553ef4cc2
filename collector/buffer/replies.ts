import { CollectorError } from '../errors.ts';
import type { Depth } from './event-buffer.ts';
import type { Reply } from './redis-connection.ts';
import { appendedAt } from './stream-id.ts';

/** One entry as it lies in the stream. */
export interface StoredEntry {
  readonly id: string;
  /** Empty if there is none where it should be. */
  readonly entry: Buffer;
}

const NOTHING = Buffer.alloc(0);

/** The answer to XRANGE: `[[id, [name, value, …]], …]`. */
export function readEntries(reply: Reply): StoredEntry[] {
  return list(reply).map((item) => {
    const [id = null, fields = null] = list(item);
    const parts = list(fields);
    const at = parts.findIndex((part, index) => index % 2 === 0 && String(part) === 'z');
    const entry = at < 0 ? undefined : parts[at + 1];
    return { id: String(id), entry: Buffer.isBuffer(entry) ? entry : NOTHING };
  });
}

/** The answer to the script DEPTH. */
export function readDepth(reply: Reply): Pick<Depth, 'entries' | 'broken' | 'setAside' | 'oldestAt'> {
  const [entries = null, broken = null, setAside = null, first = null] = list(reply);
  const oldest = String(first ?? '');
  return {
    entries: Number(entries),
    broken: Number(broken),
    setAside: Number(setAside),
    ...(oldest === '' ? {} : { oldestAt: appendedAt(oldest) }),
  };
}

/** The answer to CONFIG GET: `[name, value]`. */
export function readConfig(reply: Reply): { appendfsync?: string } {
  const [, value] = list(reply);
  return value === undefined ? {} : { appendfsync: String(value) };
}

function list(reply: Reply): readonly Reply[] {
  if (Array.isArray(reply)) return reply;
  throw new CollectorError('unavailable', `Redis answered ${String(reply)} where a list was due`);
}
