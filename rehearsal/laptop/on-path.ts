import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Files of that name on a PATH that may be run, in its order.
 *
 * @param path folders as in the environment variable
 */
export function onPath(name: string, path: string): string[] {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .filter(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there, or not for us: the next folder may have one.
    return false;
  }
}
