import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HeaderList } from './cors.ts';
import { type IntakeError, STATUS } from './intake-error.ts';
import { LINGER } from './limits.ts';

const JSON_TYPE: HeaderList = ['content-type', 'application/json; charset=utf-8'];
/** Seconds after which to try again: Kafka's wake takes longer, but the buffer may have room sooner. */
const RETRY_AFTER: HeaderList = ['retry-after', '5'];
const CLOSE: HeaderList = ['connection', 'close'];

/** Answers with JSON. The request has been read. */
export function answer(response: ServerResponse, status: number, headers: HeaderList, json: string): void {
  response.writeHead(status, [...JSON_TYPE, 'content-length', String(Buffer.byteLength(json)), ...headers]);
  response.end(json);
}

/** What a refusal says. */
export function refusal({ code, message, problems }: IntakeError): string {
  return JSON.stringify({ error: { code, message }, ...(problems.length > 0 && { problems }) });
}

/**
 * Answers with what is wrong. What is still being sent is thrown away for a while before the connection is closed: most
 * senders read an answer only when they have sent all, and find a closed connection else.
 */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  error: IntakeError,
  headers: HeaderList,
): void {
  const status = STATUS[error.code];
  const more = status === 503 ? [...headers, ...RETRY_AFTER] : headers;
  const json = refusal(error);
  if (request.complete || isShort(request)) {
    request.resume();
    answer(response, status, more, json);
    return;
  }
  response.writeHead(status, [
    ...JSON_TYPE,
    'content-length',
    String(Buffer.byteLength(json)),
    ...more,
    ...CLOSE,
  ]);
  response.write(json);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER).unref();
  request.once('end', end).once('error', end).resume();
}

/** Whether what is still to come is too little to be rid of the connection for it. */
function isShort({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= SHORT;
}

/** What a browser's `sendBeacon` may send. */
const SHORT = 65_536;
