import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** A machine that does not tell its memory is a rehearsed one; a laptop has other things to do too. */
const REHEARSED_MEMORY = 1024 * 1024;

/**
 * The machine's memory in kibibytes, as Linux tells it: without what the kernel took for itself.
 *
 * @param file /proc/meminfo
 */
export async function totalMemory(file: string): Promise<number> {
  const text = existsSync(file) ? await readFile(file, 'utf8') : '';
  const [, kibibytes] = /^MemTotal:\s+(\d+) kB$/m.exec(text) ?? [];
  return kibibytes === undefined ? REHEARSED_MEMORY : Number(kibibytes);
}
