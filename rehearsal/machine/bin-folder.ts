import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STAND_INS } from './commands/stand-ins.ts';
import type { Layout } from './layout.ts';

const MAIN = join(import.meta.dirname, 'commands', 'main.ts');

/** Where programs of a machine are looked for; on Amazon Linux, too, /bin, /sbin and /usr/sbin are /usr/bin. */
const MERGED = ['usr/bin', 'usr/sbin', 'bin', 'sbin'];

/** Programs of the laptop that machines run under names of their own. */
export interface LaptopPrograms {
  /**
   * Node 24, `node` and `node-24` of a machine; it also runs the stand-ins.
   *
   * @default - the Node that runs this
   */
  readonly node?: string;
  /** @default - machines have no Java */
  readonly java?: string;
  /** `redis6-server` of a machine, as Amazon Linux calls it. @default - machines have no Redis */
  readonly redis?: string;
}

/**
 * Fills a machine's /usr/bin: wrappers of the laptop's programs, and the stand-ins of those commands that a laptop
 * does not have or must not run. A person may call them too: the stand-ins know their machine.
 */
export function fillBin(
  { root, bin }: Layout,
  { node = process.execPath, java, redis }: LaptopPrograms,
): void {
  mkdirSync(bin, { recursive: true });
  const programs = {
    node,
    'node-24': node,
    env: '/usr/bin/env',
    ...(java === undefined ? {} : { java }),
    ...(redis === undefined ? {} : { 'redis6-server': redis }),
  };
  for (const [name, path] of Object.entries(programs))
    writeWrapper(join(bin, name), `exec ${quoted(path)} "$@"`);
  for (const name of Object.keys(STAND_INS)) {
    const call = [node, MAIN, name].map(quoted).join(' ');
    writeWrapper(join(bin, name), `CATNAP_ROOT=${quoted(root)} exec ${call} "$@"`);
  }
  mkdirSync(join(root, 'usr', 'local', 'bin'), { recursive: true });
  for (const folder of MERGED) if (!existsSync(join(root, folder))) symlinkSync(bin, join(root, folder));
}

function writeWrapper(file: string, line: string): void {
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
