import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { refusal } from './answer.ts';
import { IntakeError, type IntakeErrorCode, STATUS } from './intake-error.ts';

/** What Node's parser complains of, as far as it is not simply malformed. */
const CODES: Readonly<Record<string, readonly [IntakeErrorCode, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['timeout', 'The request did not arrive in time; send it faster, or in several.'],
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'The headers are too large; 16 KiB are allowed.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['too-large', 'The extensions of the chunks are too large; send none.'],
};

const MALFORMED = ['malformed-request', 'This is not HTTP/1.1 as it should be.'] as const;

/**
 * Answers on the bare connection, where there is no request to answer, and ends it.
 *
 * @returns what it answers; to a sender who went away, nothing
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): IntakeErrorCode | undefined {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return undefined;
  }
  const [code, message] = CODES[error.code ?? ''] ?? MALFORMED;
  const body = refusal(new IntakeError(code, message));
  const head = [
    `HTTP/1.1 ${STATUS[code]} ${STATUS_CODES[STATUS[code]]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.write([...head, '', body].join('\r\n'));
  socket.destroySoon();
  return code;
}
