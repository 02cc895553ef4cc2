import type { IncomingHttpHeaders } from 'node:http';
import { IntakeError } from './intake-error.ts';

/** How the events of a request are written down; `binary` is a CloudEvent whose data alone is the body. */
export type Format = 'json' | 'ndjson' | 'text' | 'cloudevent' | 'cloudevents' | 'binary';

const FORMATS: Readonly<Record<string, Format>> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'text/plain': 'text',
  'application/cloudevents+json': 'cloudevent',
  'application/cloudevents-batch+json': 'cloudevents',
};

export const MEDIA_TYPES: readonly string[] = Object.keys(FORMATS);

/** `type/subtype; charset="utf-8"` and other parameters, which say nothing. */
const CHARSET = /;\s*charset\s*=\s*"?(?<charset>[^";\s]*)/i;
/** Both are what JSON may be in (RFC 8259, section 8.1); the latter is a part of the former. */
const CHARSETS = ['utf-8', 'utf8', 'us-ascii'];

/**
 * The format that the headers name.
 *
 * @throws IntakeError `unsupported-media-type`, `unsupported-charset`
 */
export function formatOf(headers: IncomingHttpHeaders): Format {
  // A binary CloudEvent's content type is that of its data, which may be anything.
  if (headers['ce-specversion'] !== undefined) return 'binary';
  const contentType = headers['content-type'];
  const known = seen.get(contentType);
  if (known !== undefined) return known;
  const format = parse(contentType);
  // Senders write it in a few ways, and those that are well-formed can be very many.
  if (seen.size < SEEN) seen.set(contentType, format);
  return format;
}

const seen = new Map<string | undefined, Format>();
const SEEN = 100;

function parse(contentType = ''): Format {
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const format = Object.hasOwn(FORMATS, mediaType) ? FORMATS[mediaType] : undefined;
  if (format === undefined) {
    throw new IntakeError(
      'unsupported-media-type',
      `Content-Type is ${JSON.stringify(contentType)}; send ${MEDIA_TYPES.join(', ')}, or a CloudEvent in binary mode.`,
    );
  }
  const charset = CHARSET.exec(contentType)?.groups?.charset?.toLowerCase() ?? 'utf-8';
  if (!CHARSETS.includes(charset)) {
    throw new IntakeError('unsupported-charset', `The charset is ${JSON.stringify(charset)}; send UTF-8.`);
  }
  return format;
}
