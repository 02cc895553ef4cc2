import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The real updater, as programs carry it. */
export const UPDATER = join(import.meta.dirname, '..', '..', '..', 'host', 'update', 'catnap-update');

/** Files of programs, path → text. */
export type ProgramFiles = Readonly<Record<string, string>>;

/** The least that programs consist of: an agent and a unit that tell which ones they are, and the real updater. */
export function programsCalled(id: string): ProgramFiles {
  return {
    'agent.mjs': `// ${id}`,
    'units/catnap-watch.service': `# ${id}`,
    'update/catnap-update': readFileSync(UPDATER, 'utf8'),
  };
}

/**
 * Packs programs as a deploy does, with their checksums.
 *
 * @param zip the archive to make
 * @param damage what happens to them after the checksums were taken
 */
export function packPrograms(
  zip: string,
  files: ProgramFiles,
  damage: (folder: string) => void = () => undefined,
): void {
  const folder = `${zip}.d`;
  const sums = Object.entries(files).map(([name, content]) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
    return `${createHash('sha256').update(content).digest('hex')}  ${name}\n`;
  });
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  damage(folder);
  const made = spawnSync('python3', ['-m', 'zipfile', '-c', zip, ...readdirSync(folder)], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`python3 could not make ${zip}: ${made.stderr}`);
}
