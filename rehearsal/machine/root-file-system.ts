import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from './layout.ts';
import { unmountAll } from './mounts.ts';

/** Folders that the memory of a machine holds: empty after each boot, as on Amazon Linux. */
const VOLATILE = ['dev', 'proc', 'run', 'tmp'];

const LASTING = ['etc/systemd/system', 'opt', 'root', 'var/lib', 'var/log'];

/**
 * Brings a machine's root file system into the state in which a boot finds it: nothing mounted, nothing running.
 *
 * @param memory kB that Linux reports
 */
export function prepareRoot({ root }: Layout, memory: number): void {
  unmountAll(root);
  for (const folder of VOLATILE) rmSync(join(root, folder), { recursive: true, force: true });
  for (const folder of [...VOLATILE, ...LASTING]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'proc', 'meminfo'), `MemTotal: ${memory} kB\n`);
}
