import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { event } from '../event.ts';

/** Milliseconds for one answer; and until an event that was not acknowledged is sent again. */
const PATIENCE = 5_000;
const AGAIN = 50;

/** Milliseconds after which a collector that accepts nothing is taken for broken. */
const IN_VAIN = 60_000;

/** Senders at work. */
export interface KeyedSenders {
  /** Ids by key, in the order in which they were acknowledged. */
  readonly acknowledged: ReadonlyMap<string, readonly string[]>;
  /** Answers and errors by how often they came. */
  readonly answers: Readonly<Record<string, number>>;
  /** Lets every sender end with an acknowledged event. @throws Error when one waits for a minute in vain */
  stop(): Promise<void>;
  /** Ends them wherever they are. */
  abandon(): Promise<void>;
}

/**
 * One sender for each key. It sends an event, and the same again until it is acknowledged, and then the next: so the
 * order within a key is known, and every event must arrive in the end.
 *
 * @param url where the collector is; asked before each request, because it may come back elsewhere
 */
export function startSenders(url: string, keys: number): KeyedSenders {
  const pool = new Pool(url, { connections: keys, bodyTimeout: PATIENCE, headersTimeout: PATIENCE });
  const acknowledged = new Map<string, string[]>();
  const answers: Record<string, number> = {};
  let stopped = Number.POSITIVE_INFINITY;
  const abandoned = new AbortController();

  async function send(body: string): Promise<string> {
    try {
      const response = await pool.request({
        path: '/events',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      await response.body.dump();
      return String(response.statusCode);
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
  }

  async function sendAll(key: string): Promise<void> {
    const ids: string[] = [];
    acknowledged.set(key, ids);
    while (Date.now() < stopped) {
      const id = `${key}-${ids.length}`;
      const body = JSON.stringify({ ...JSON.parse(event(ids.length)), id, key });
      for (;;) {
        const answer = await send(body);
        answers[answer] = (answers[answer] ?? 0) + 1;
        if (answer === '201') break;
        abandoned.signal.throwIfAborted();
        if (Date.now() > stopped + IN_VAIN)
          throw new Error(`${id} is not acknowledged, but answered ${answer}`);
        await sleep(AGAIN);
      }
      ids.push(id);
    }
  }

  const all = Promise.all(Array.from({ length: keys }, (_, number) => sendAll(`key-${number}`)));
  // Whoever stops them hears of it.
  all.catch(() => undefined);
  return {
    acknowledged,
    answers,
    async stop() {
      stopped = Date.now();
      await all;
    },
    async abandon() {
      stopped = 0;
      abandoned.abort();
      await all.catch(() => undefined);
      await pool.destroy();
    },
  };
}
