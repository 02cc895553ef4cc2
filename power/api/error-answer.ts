import { PowerError, type PowerErrorCode } from '../errors.ts';
import type { Caller } from '../items.ts';
import type { ErrorBody } from './api.ts';

/** HTTP status of every code that the API answers with; any other error is a mistake of ours and fails the invocation. */
const STATUS: Partial<Record<PowerErrorCode, number>> = {
  'bad-json': 400,
  'bad-request': 400,
  'unknown-target': 404,
  'not-found': 404,
  'method-not-allowed': 405,
  'held-off': 409,
  'held-on': 409,
  'too-large': 413,
  'daily-cap': 429,
  'bad-policy': 500,
  'newer-version': 500,
  'aws-failed': 502,
  busy: 503,
};

/** An error as status and body; throws it again if it is none that callers should be told of. */
export function errorAnswer(
  error: unknown,
  by: Caller,
): { readonly status: number; readonly body: ErrorBody } {
  const told = isAwsError(error) ? awsFailed(error, by) : error;
  const status = told instanceof PowerError ? STATUS[told.code] : undefined;
  if (!(told instanceof PowerError) || status === undefined) throw error;
  return { status, body: { error: { code: told.code, message: told.message } } };
}

/** The SDK marks whatever it throws, answers of a service and broken connections alike. */
function isAwsError(error: unknown): error is Error {
  return error instanceof Error && '$metadata' in error;
}

/** Visitors learn which error it was; what it says may name our resources. */
function awsFailed(cause: Error, by: Caller): PowerError {
  console.error(cause);
  const what = by === 'visitor' ? cause.name : `${cause.name}: ${cause.message}`;
  const message = `AWS refused or failed (${what}). What was asked for, if it was recorded, is carried out by a later tick.`;
  return new PowerError('aws-failed', message);
}
