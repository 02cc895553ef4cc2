import { gunzipSync } from 'node:zlib';
import { codeOf } from './code-of.ts';
import { IntakeError } from './intake-error.ts';

const GZIP = ['gzip', 'x-gzip'];

/**
 * The body as it was before it was packed; `isPacked` said that it is.
 *
 * At once, in this thread: however many bombs are sent, one at a time unfolds, up to its limit.
 *
 * @param most bytes it may unfold to
 * @throws IntakeError `too-large`, `malformed-gzip`
 */
export function unpack(body: Buffer, most: number): Buffer {
  try {
    return gunzipSync(body, { maxOutputLength: most });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') {
      throw new IntakeError('too-large', `The body unpacks to more than ${most} bytes; send it in several.`);
    }
    throw new IntakeError(
      'malformed-gzip',
      'Content-Encoding is gzip, but the body is not, or not all of it; send it packed, or without that header.',
    );
  }
}

/**
 * Whether that encoding is to be undone.
 *
 * @throws IntakeError `unsupported-encoding`
 */
export function isPacked(encoding: string | undefined): boolean {
  if (encoding === undefined || encoding === 'identity') return false;
  if (GZIP.includes(encoding.toLowerCase())) return true;
  throw new IntakeError(
    'unsupported-encoding',
    `Content-Encoding is ${JSON.stringify(encoding)}; send gzip, or nothing packed.`,
  );
}
