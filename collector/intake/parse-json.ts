import { isUtf8 } from 'node:buffer';
import { IntakeError } from './intake-error.ts';
import { isDeeperThan } from './is-deeper-than.ts';
import { jsonFault } from './json-fault.ts';
import { MAX_DEPTH } from './limits.ts';

/**
 * JSON as a value. Members named `__proto__` or `constructor` become members of their own, as any other: nothing is
 * assigned from one object to another here, so they change no prototype.
 *
 * @param line which line of the request these bytes are, counted from 1, if it has one event per line
 * @throws IntakeError `invalid-utf8`, `malformed-json`, `too-deep`
 */
export function parseJson(bytes: Buffer, line?: number): unknown {
  if (!isUtf8(bytes)) {
    throw new IntakeError('invalid-utf8', `${place(line)} is not valid UTF-8; send JSON in UTF-8.`);
  }
  const text = bytes.toString();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw malformed(text, line, error);
  }
  if (isDeeperThan(MAX_DEPTH, value)) {
    throw new IntakeError(
      'too-deep',
      `${place(line)} has more than ${MAX_DEPTH} objects and arrays in one another; ${MAX_DEPTH} are allowed.`,
    );
  }
  return value;
}

function malformed(text: string, line: number | undefined, error: unknown): Error {
  const fault = jsonFault(text);
  // The parser refuses what is JSON when it is out of memory, for instance. That is not the sender's doing.
  if (!fault) return error instanceof Error ? error : new Error(String(error));
  const { position, wanted } = fault;
  const before = text.slice(0, position).split('\n');
  const where = `line ${line ?? before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  const found =
    position < text.length
      ? JSON.stringify(String.fromCodePoint(text.codePointAt(position) ?? 0))
      : 'the end';
  return new IntakeError('malformed-json', `Not JSON at ${where}: found ${found}, wanted ${wanted}.`);
}

function place(line: number | undefined): string {
  return line === undefined ? 'The body' : `Line ${line}`;
}
