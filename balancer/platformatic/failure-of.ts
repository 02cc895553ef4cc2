import { AuthenticationError, protocolErrorsCodesById, TimeoutError, UserError } from '@platformatic/kafka';
import { type Failure, failureNamed } from '../failure.ts';

/** The process is gone, or the socket under the request. */
const LOST: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

/** What it means that a connection to a broker could not be made. */
export function failureToConnect(error: unknown): Failure {
  if (error instanceof AuthenticationError) return { kind: 'denied', name: error.message, cause: error };
  // A broker that wants TLS, or has none: trying again does not help.
  const misused = findCause(error, (one) => one instanceof UserError) !== undefined;
  return misused || !isOfNetwork(error) ? foreign(error) : networkFailure(error);
}

/** What it means that a request was not answered. */
export function failureToAsk(error: unknown): Failure {
  if (error instanceof TimeoutError) return { kind: 'time-out', name: text(error), cause: error };
  if (!isOfNetwork(error)) return foreign(error);
  const failure = networkFailure(error);
  // A process that dies closes its connections in an orderly manner, as often as not.
  return failure.kind === 'connection' ? { ...failure, kind: 'connection-lost' } : failure;
}

/** What an error code in an answer means. */
export function failureByCode(code: number, said?: string | null): Failure {
  const failure = failureNamed(protocolErrorsCodesById[code] ?? `error ${code}`);
  return said ? { ...failure, cause: new Error(said) } : failure;
}

function networkFailure(error: unknown): Failure {
  const code = codeOf(error);
  if (code === undefined) return { kind: 'connection', name: text(error), cause: error };
  return { kind: LOST.has(code) ? 'connection-lost' : 'connection', name: code, cause: error };
}

function foreign(error: unknown): Failure {
  return { kind: 'foreign', name: text(error), cause: error };
}

/** The system's own code, such as ECONNREFUSED, wherever it is among the causes. */
function codeOf(error: unknown): string | undefined {
  const found = findCause(error, (one) => /^E[A-Z]+$/.test(String(property(one, 'code'))));
  return found && String(property(found, 'code'));
}

function isOfNetwork(error: unknown): boolean {
  return property(error, 'code') === 'PLT_KFK_NETWORK';
}

function findCause(error: unknown, fits: (error: object) => boolean): object | undefined {
  for (let one = error; typeof one === 'object' && one !== null; one = property(one, 'cause')) {
    if (fits(one)) return one;
  }
  return undefined;
}

function property(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
