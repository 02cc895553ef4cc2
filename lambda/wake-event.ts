import type { APIGatewayProxyStructuredResultV2, LambdaFunctionURLEvent } from 'aws-lambda';
import type { ApiAnswer, ApiRequest } from '../power/api/api.ts';
import { PowerError } from '../power/errors.ts';
import type { Caller } from '../power/items.ts';

const CALLERS: readonly Caller[] = ['person', 'service', 'visitor'];

/** Whether an event came through the function URL. */
export function isUrlEvent(event: unknown): event is LambdaFunctionURLEvent {
  if (!isRecord(event) || event.version !== '2.0' || typeof event.rawPath !== 'string') return false;
  return isRecord(event.requestContext) && isRecord(event.requestContext.http) && isRecord(event.headers);
}

/** Whoever comes through the function URL is a visitor. */
export function fromUrlEvent(event: LambdaFunctionURLEvent): ApiRequest {
  const { headers, isBase64Encoded, requestContext, rawPath } = event;
  const body = event.body ?? '';
  return {
    method: requestContext.http.method,
    path: rawPath,
    query: definedOnly(event.queryStringParameters ?? {}),
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString() : body,
    contentType: headers['content-type'],
    accept: headers.accept,
    origin: headers.origin,
    by: 'visitor',
  };
}

/** The answer as the function URL wants it. */
export function toUrlResult({ status, headers, body }: ApiAnswer): APIGatewayProxyStructuredResultV2 {
  return { statusCode: status, headers: { ...headers }, body };
}

/**
 * A direct invocation: `{ method, path, query?, body?, by? }`. Whoever may invoke the function may say who asks.
 *
 * @throws PowerError `bad-request`
 */
export function fromDirectEvent(event: unknown): ApiRequest {
  if (!isRecord(event)) throw bad('event', event, 'an object { method, path, query?, body?, by? }');
  const { method, path, query = {}, body = '', by = 'service' } = event;
  if (typeof method !== 'string') throw bad('method', method, 'a text such as "POST"');
  if (typeof path !== 'string') throw bad('path', path, 'a text such as "/wake"');
  if (!isTextRecord(query)) throw bad('query', query, 'an object of texts');
  if (typeof body !== 'string' && !isRecord(body)) throw bad('body', body, 'an object, or JSON as a text');
  const caller = CALLERS.find((known) => known === by);
  if (!caller) throw bad('by', by, `one of ${CALLERS.join(', ')}`);
  return { method, path, query, body: typeof body === 'string' ? body : JSON.stringify(body), by: caller };
}

function bad(what: string, given: unknown, allowed: string): PowerError {
  return new PowerError(
    'bad-request',
    `${what} is ${JSON.stringify(given)?.slice(0, 80)}; it must be ${allowed}.`,
  );
}

function definedOnly(record: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function isTextRecord(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((field) => typeof field === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
