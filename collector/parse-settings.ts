import { Ajv } from 'ajv';
import { CollectorError } from './errors.ts';
import type { CollectorSettings } from './settings.ts';
import { SETTINGS_SCHEMA } from './settings-schema.ts';

/**
 * Reads a collector's settings and fills in what they leave out.
 *
 * @param source of the text, for messages: a path
 * @throws CollectorError `bad-settings`, naming each thing that is wrong; a password is never repeated
 */
export function parseCollectorSettings(source: string, json: string): CollectorSettings {
  const ajv = new Ajv({
    useDefaults: true,
    allErrors: true,
    discriminator: true,
    strict: true,
    allowUnionTypes: true,
  });
  const check = ajv.compile<CollectorSettings>(SETTINGS_SCHEMA);
  const given: unknown = parseJson(source, json);
  if (check(given)) return given;
  const complaints = (check.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || 'the whole'} ${message}${detailOf(params)}`,
  );
  throw new CollectorError(
    'bad-settings',
    `${source} is not what a collector needs: ${[...new Set(complaints)].join('; ')}. A boot of the host writes it anew.`,
  );
}

function parseJson(source: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new CollectorError('bad-settings', `${source} is no JSON; a boot of the host writes it anew.`, {
      cause,
    });
  }
}

/** What Ajv's message leaves out: the member that is too much, the values that are allowed. */
function detailOf(params: Readonly<Record<string, unknown>>): string {
  const { additionalProperty, allowedValues } = params;
  if (additionalProperty !== undefined) return ` (${String(additionalProperty)})`;
  return Array.isArray(allowedValues) ? ` (${allowedValues.join(', ')})` : '';
}
