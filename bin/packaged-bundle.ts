import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { BundledFile } from '../host/programs/bundled-file.ts';

/** Where `build-package.ts` puts bundles, seen from the compiled form of this file. */
const DIST = join(import.meta.dirname, '..');

/** The modules of a program of hosts as the package came with them: bundled, since hosts install nothing. */
export async function packagedBundle(program: 'agent' | 'collector'): Promise<BundledFile[]> {
  const folder = join(DIST, program);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return { name: relative(folder, path), contents: await readFile(path) };
      }),
  );
}
