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
 * @param run of this buffer, known to nobody else: we need not wait for ourselves, not even for an attempt of ours whose
 * answer never came
 * @returns the token
 * @throws CollectorError `second-collector`, `unavailable`; ErrorReply
 */
export async function takeLease(connection: RedisConnection, clock: Clock, run: string): Promise<string> {
  const since = new Date(clock.now()).toISOString();
  const token = JSON.stringify({ host: hostname(), pid: process.pid, since, run, attempt: randomUUID() });
  const until = clock.elapsed() + LEASE + RENEWAL;
  for (let ours = ''; ; ) {
    const owner = await connection.script(ACQUIRE, [OWNER], token, ours, String(LEASE));
    if (owner === null) return token;
    if (String(owner).includes(run)) {
      ours = String(owner);
      continue;
    }
    if (clock.elapsed() >= until) throw secondCollector(String(owner));
    await new Promise<void>((resolve) => clock.after(ASK_AGAIN, resolve));
  }
}
