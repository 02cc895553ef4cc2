import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock } from '../delivery/clock.ts';
import { OWNER } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { secondCollector } from './redis-error.ts';
import { ACQUIRE } from './scripts.ts';

/** Milliseconds that the ownership lasts without being renewed: so long the next one waits when its owner died. */
export const LEASE = 3000;
export const RENEWAL = 1000;
const ASK_AGAIN = 250;

/**
 * Takes the ownership of the buffer, under a new token each time, so that what was sent under an older one is refused
 * however late it arrives. Waits for the lease of a former owner to run out.
 *
 * @param former our own last token, if we had the buffer before: we need not wait for ourselves
 * @returns the token
 * @throws CollectorError `second-collector`, `unavailable`; ErrorReply
 */
export async function takeLease(connection: RedisConnection, clock: Clock, former?: string): Promise<string> {
  const token = JSON.stringify({
    host: hostname(),
    pid: process.pid,
    since: new Date(clock.now()).toISOString(),
    run: randomUUID(),
  });
  const until = clock.elapsed() + LEASE + RENEWAL;
  for (;;) {
    const owner = await connection.script(ACQUIRE, [OWNER], token, former ?? '', String(LEASE));
    if (owner === null) return token;
    if (clock.elapsed() >= until) throw secondCollector(String(owner));
    await new Promise<void>((resolve) => clock.after(ASK_AGAIN, resolve));
  }
}
