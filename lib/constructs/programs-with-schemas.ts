import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * Puts a folder of JSON Schemas beside the programs of a host, as `schemas/`, so that they come to it and are verified as
 * the programs are.
 *
 * @param schemas `<type>/<version>.json` for each type and version of event
 * @param into an empty folder of the caller's own
 * @throws Error when there are none, or a file is no JSON. What is JSON and yet no schema the collector names when it starts.
 */
export function programsWithSchemas(programs: string, schemas: string, into: string): void {
  const files = schemaFiles(schemas);
  cpSync(programs, into, { recursive: true });
  for (const file of files) {
    cpSync(join(schemas, file), join(into, 'schemas', file));
  }
  appendFileSync(join(into, 'SHA256SUMS'), files.map((file) => checksum(schemas, file)).join(''));
}

function schemaFiles(folder: string): string[] {
  const found = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const files = found
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /^[^/]+\/[^/]+\.json$/.test(file))
    .sort();
  if (files.length === 0) {
    throw new Error(
      `schemas: given '${folder}', where there is no <type>/<version>.json; name a folder with such files, or leave schemas out`,
    );
  }
  for (const file of files) {
    requireJson(join(folder, file));
  }
  return files;
}

function requireJson(path: string): void {
  try {
    JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`schemas: ${path} is no JSON (${cause}); correct it, or take it out of the folder`, {
      cause,
    });
  }
}

/** A line as `sha256sum` writes and checks it. */
function checksum(folder: string, file: string): string {
  const digest = createHash('sha256').update(readFileSync(join(folder, file)));
  return `${digest.digest('hex')}  schemas/${file}\n`;
}
