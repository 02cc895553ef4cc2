import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A rehearsal's folder, its own while its process lives. */
export interface RehearsalFolder {
  readonly path: string;
  /** `rehearsal`, or `rehearsal-2` and so on for those that run beside it: what `--rehearsal` takes. */
  readonly name: string;
  /** Gives it free again; what is in it stays to be read. */
  release(): Promise<void>;
}

/**
 * Takes the first folder below `.catnap` that no living rehearsal has, and empties it.
 *
 * @param parent `.catnap`
 */
export async function takeRehearsalFolder(parent: string): Promise<RehearsalFolder> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'rehearsal' : `rehearsal-${number}`;
    const path = join(parent, name);
    const lock = `${path}.pid`;
    await mkdir(parent, { recursive: true });
    if (await takeLock(lock)) {
      await rm(path, { recursive: true, force: true });
      await mkdir(path);
      return { path, name, release: () => rm(lock, { force: true }) };
    }
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) {
      throw error;
    }
  }
  if (isAlive(Number(await readFile(lock, 'utf8').catch(() => '0')))) {
    return false;
  }
  await rm(lock, { force: true });
  return existsSync(lock) ? false : takeLock(lock);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
