import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const UNITS = join(import.meta.dirname, '..', '..', '..', 'host', 'units');

/** The unit files of a kind of host, as its programs have them: name → text. */
export function unitsOf(kind: 'kafka' | 'redis'): Record<string, string> {
  const files = ['shared', kind].flatMap((folder) =>
    readdirSync(join(UNITS, folder)).map((name) => join(UNITS, folder, name)),
  );
  return Object.fromEntries(files.map((file) => [basename(file), readFileSync(file, 'utf8')]));
}
