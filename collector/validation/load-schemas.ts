import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { AnySchemaObject } from 'ajv';
import { CollectorError } from '../errors.ts';
import { CompiledSchema, type Draft } from './compiled-schema.ts';
import { type BrokenSchema, Schemas } from './schemas.ts';

/** `<type>/<version>.json` */
const FILE = /^(?<type>[A-Za-z0-9._-]{1,128})\/(?<version>[A-Za-z0-9._-]{1,32})\.json$/;

const DRAFTS: Readonly<Record<string, Draft>> = {
  'https://json-schema.org/draft/2020-12/schema': '2020-12',
  'http://json-schema.org/draft-07/schema': 'draft-07',
};

/**
 * Reads a folder of JSON Schemas, `<type>/<version>.json`, each for the `data` of such events. Files that are not
 * `.json` are left alone. References lead to places in the same file only.
 *
 * @param folder without one, nothing is validated
 * @returns the good ones; those that cannot be used are named in `broken`
 * @throws CollectorError `bad-settings` when there is no such folder
 */
export async function loadSchemas(folder?: string): Promise<Schemas> {
  if (folder === undefined) return Schemas.none;
  const byType = new Map<string, Map<string, CompiledSchema>>();
  const broken: BrokenSchema[] = [];
  for (const file of await filesIn(folder)) {
    try {
      const { type, version } = nameOf(file);
      const schema = compile(await readFile(join(folder, file), 'utf8'));
      const versions = byType.get(type) ?? new Map<string, CompiledSchema>();
      byType.set(type, versions.set(version, schema));
    } catch (error) {
      broken.push({ file, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return new Schemas(byType, broken);
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true });
    return entries
      .filter((entry) => entry.endsWith('.json'))
      .map((entry) => entry.replaceAll(sep, '/'))
      .sort();
  } catch (error) {
    throw new CollectorError(
      'bad-settings',
      `schemas is ${JSON.stringify(folder)}, which cannot be read (${error instanceof Error ? error.message : error}); ` +
        'name a folder of JSON Schemas, or leave the setting out.',
      { cause: error },
    );
  }
}

function nameOf(file: string): { type: string; version: string } {
  const { type, version } = FILE.exec(file)?.groups ?? {};
  if (type === undefined || version === undefined) {
    throw new Error('It is not at <type>/<version>.json, with names of letters, digits and . _ -');
  }
  return { type, version };
}

function compile(text: string): CompiledSchema {
  const schema: unknown = JSON.parse(text);
  if (!isSchemaObject(schema)) throw new Error('It is not a JSON object.');
  const { $schema = 'https://json-schema.org/draft/2020-12/schema' } = schema;
  const draft = typeof $schema === 'string' ? DRAFTS[$schema.replace(/#$/, '')] : undefined;
  if (draft === undefined) {
    throw new Error(
      `$schema is ${JSON.stringify($schema)}; it must be one of ${Object.keys(DRAFTS).join(', ')}, or left out.`,
    );
  }
  return new CompiledSchema(schema, draft);
}

function isSchemaObject(value: unknown): value is AnySchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
