import { randomUUID } from 'node:crypto';
import type { Clock } from '../delivery/clock.ts';
import { CollectorError } from '../errors.ts';
import { type EventRecord, HEADER_REASON, sizeOf } from '../event-record.ts';
import type { RedisSettings } from '../settings.ts';
import type { Rejected } from '../sinks/sink.ts';
import { decodeEntry, encodeEntry } from './entry.ts';
import type { BufferedBatch, Depth, EventBuffer } from './event-buffer.ts';
import { ASIDE, BROKEN, STREAM } from './keys.ts';
import { RedisSession } from './redis-session.ts';
import { readConfig, readDepth, readEntries, type StoredEntry } from './replies.ts';
import { APPEND, DEPTH, LAST_ID, MOVE_BROKEN, SET_ASIDE, TRIM } from './scripts.ts';
import { parseInfo, settingsWarnings } from './settings-check.ts';
import { appendedAt, following, isBefore } from './stream-id.ts';

/** Entries that are read at once: of the largest batches some megabytes. */
const PAGE = 8;

/** A buffer in a Redis stream: one compressed batch an entry. Redis 6.2 or newer. */
export class RedisBuffer implements EventBuffer {
  readonly #settings: RedisSettings;
  readonly #clock: Clock;
  /** Tells our tokens from those of others. */
  readonly #run = randomUUID();
  #session: RedisSession | undefined;
  /** Of the last entry whose append was answered. */
  #lastId = '0-0';
  #settingsWarnings: readonly string[] = [];
  readonly #losses: string[] = [];

  constructor(settings: RedisSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  get trouble(): CollectorError | undefined {
    return this.#session === undefined ? NOT_OPEN : this.#session.trouble;
  }

  get warnings(): readonly string[] {
    return [...this.#settingsWarnings, ...this.#losses];
  }

  async open(): Promise<void> {
    await this.#session?.end();
    const session = await RedisSession.begin(this.#settings, this.#clock, this.#run);
    this.#session = session;
    await this.#compare(session);
    const fsync = await appendfsync(session);
    this.#settingsWarnings = settingsWarnings({ info: await info(session), ...fsync });
  }

  async append(records: readonly EventRecord[]): Promise<number> {
    const entry = encodeEntry(records);
    this.#lastId = String(await this.#open.asOwner(APPEND, [STREAM], entry));
    return entry.length;
  }

  async oldest(bytes: number): Promise<readonly BufferedBatch[]> {
    const batches: BufferedBatch[] = [];
    let read = 0;
    for (let from = '-'; read < bytes; ) {
      const entries = readEntries(
        await this.#open.command('XRANGE', STREAM, from, '+', 'COUNT', String(PAGE)),
      );
      for (const entry of entries) {
        if (read >= bytes) break;
        const records = await this.#decode(entry);
        if (records === undefined) continue;
        batches.push({ id: entry.id, records });
        read += records.reduce((sum, record) => sum + sizeOf(record), 0);
      }
      const last = entries.at(-1);
      if (last === undefined || entries.length < PAGE) break;
      from = following(last.id);
    }
    return batches;
  }

  async trim(through: string): Promise<void> {
    await this.#open.asOwner(TRIM, [STREAM], following(through));
  }

  async setAside(rejected: readonly Rejected[]): Promise<void> {
    const records = rejected.map(({ record, reason }) => ({
      ...record,
      headers: { ...record.headers, [HEADER_REASON]: reason },
    }));
    await this.#open.asOwner(SET_ASIDE, [ASIDE], encodeEntry(records), rejected[0]?.reason ?? '');
  }

  async depth(): Promise<Depth> {
    const session = this.#open;
    const counts = readDepth(await session.script(DEPTH, [STREAM, BROKEN, ASIDE]));
    const memory = await info(session);
    return {
      ...counts,
      usedBytes: Number(memory.get('used_memory')),
      limitBytes: Number(memory.get('maxmemory')),
    };
  }

  async close(): Promise<void> {
    await this.#session?.end();
  }

  get #open(): RedisSession {
    if (this.#session === undefined) throw NOT_OPEN;
    return this.#session;
  }

  /** What cannot be read is put beside the others, so that it stands in the way of nothing. */
  async #decode({ id, entry }: StoredEntry): Promise<readonly EventRecord[] | undefined> {
    try {
      return decodeEntry(entry);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      await this.#open.asOwner(MOVE_BROKEN, [STREAM, BROKEN], id, why);
      return undefined;
    }
  }

  /** A Redis that gives older ids than it has answered with has lost the entries between, or is another one. */
  async #compare(session: RedisSession): Promise<void> {
    const has = String(await session.script(LAST_ID, [STREAM]));
    if (!isBefore(has, this.#lastId)) return;
    this.#losses.push(
      `Redis lost what it had acknowledged: the last entry appended here is of ${appendedAt(this.#lastId)} (${
        this.#lastId
      }), the last that Redis knows of ${has === '0-0' ? 'is none' : `is of ${appendedAt(has)} (${has})`}`,
    );
    this.#lastId = has;
  }
}

const NOT_OPEN = new CollectorError('unavailable', 'the buffer was not opened yet');

async function info(session: RedisSession): Promise<Map<string, string>> {
  const memory = await session.command('INFO', 'memory');
  const persistence = await session.command('INFO', 'persistence');
  return parseInfo(`${memory}\n${persistence}`);
}

/** Empty if the user of this connection may not ask. */
async function appendfsync(session: RedisSession): Promise<{ appendfsync?: string }> {
  try {
    return readConfig(await session.command('CONFIG', 'GET', 'appendfsync'));
  } catch (error) {
    if (error instanceof CollectorError && session.trouble === undefined) return {};
    throw error;
  }
}
