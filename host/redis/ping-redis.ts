import { once } from 'node:events';
import { connect } from 'node:net';
import { explain, HostError } from '../errors.ts';

/** Whom to ask, and as whom. */
export interface RedisLogin {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
}

/** Milliseconds for the whole exchange. */
const PATIENCE = 2_000;

/**
 * Asks Redis whether it is there, has read its data and lets us in. A client library would do, but the agent is resident,
 * and this is one exchange.
 *
 * @throws HostError `not-ready` with what Redis says, or that it does not answer; never the password
 */
export async function pingRedis({ host, port, username, password }: RedisLogin): Promise<void> {
  const socket = connect({ host, port, signal: AbortSignal.timeout(PATIENCE) });
  let answer = '';
  try {
    socket.setEncoding('utf8').write(request('AUTH', username, password) + request('PING'));
    while (!isWhole(answer)) {
      const [chunk]: string[] = await once(socket, 'data', { signal: AbortSignal.timeout(PATIENCE) });
      answer += chunk;
    }
  } catch (cause) {
    throw new HostError('not-ready', `Redis does not answer (${explain(cause)})`);
  } finally {
    socket.destroy();
  }
  const [, pong = ''] = answer.split('\r\n');
  if (pong !== '+PONG') throw new HostError('not-ready', `Redis answers: ${answer.trim().slice(0, 200)}`);
}

/** A request as Redis reads it (RESP, an array of bulk strings). */
function request(...words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}

/** Two lines: one answer to each request. */
function isWhole(answer: string): boolean {
  return answer.split('\r\n').length > 2;
}
