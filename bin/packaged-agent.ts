import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { BundledFile } from '../host/programs/bundled-file.ts';

/** Where `build-package.ts` puts the agent, seen from the compiled form of this file. */
const AGENT = join(import.meta.dirname, '..', 'agent');

/** The agent's modules as the package came with them: bundled, since hosts install nothing. */
export async function packagedAgent(): Promise<BundledFile[]> {
  const entries = await readdir(AGENT, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return { name: relative(AGENT, path), contents: await readFile(path) };
      }),
  );
}
