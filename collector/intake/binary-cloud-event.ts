import type { IncomingHttpHeaders } from 'node:http';
import { type CloudEventAttributes, fromAttributes } from './cloud-event.ts';
import { Envelope } from './envelope.ts';
import { CLOUD_EVENT_ATTRIBUTES } from './event-schemas.ts';
import type { IncomingEvent } from './incoming-event.ts';
import { parseJson } from './parse-json.ts';
import type { Problems } from './problems.ts';

const ENVELOPE = new Envelope<CloudEventAttributes>(CLOUD_EVENT_ATTRIBUTES);

/** Media types of data that a schema can speak of: `application/json`, `text/json`, `application/vnd.x+json`. */
const JSON_DATA = /^[^;]*[/+]json\s*(;|$)/i;

/**
 * A CloudEvent whose attributes are headers and whose data is the body, whatever that is. It stays so: attributes become
 * the headers `ce_…` of Kafka's binding, the body the value.
 *
 * @returns `undefined` if there are problems
 * @throws IntakeError when the body says it is JSON, and is not
 */
export function binaryCloudEvent(
  headers: IncomingHttpHeaders,
  body: Buffer,
  problems: Problems,
): IncomingEvent | undefined {
  const attributes: Record<string, string> = {};
  const passedOn: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith('ce-') || value === undefined) continue;
    const attribute = name.slice('ce-'.length);
    attributes[attribute] = decoded(String(value));
    passedOn[`ce_${attribute}`] = attributes[attribute];
  }
  if (!ENVELOPE.check(attributes, body.length, problems)) return undefined;
  const contentType = headers['content-type'];
  if (contentType !== undefined) passedOn['content-type'] = contentType;
  const data = contentType !== undefined && JSON_DATA.test(contentType) ? parseJson(body) : undefined;
  return fromAttributes(attributes, body, passedOn, data);
}

/** As CloudEvents' HTTP binding, section 3.1.3.2, encodes what a header cannot hold. What is not encoded well stands as it is. */
function decoded(header: string): string {
  const text = header.replace(/^"(.*)"$/, (_, quoted: string) => quoted.replaceAll(/\\(.)/g, '$1'));
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
