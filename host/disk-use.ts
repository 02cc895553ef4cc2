import { HostError } from './errors.ts';
import { mustRun, type RunCommand } from './run-command.ts';

/** How full a file system is, in bytes. */
export interface DiskUse {
  readonly usedBytes: number;
  readonly sizeBytes: number;
}

/**
 * By df(1), which asks the kernel, and which a rehearsed machine answers for its own volume rather than the laptop's disk.
 *
 * @param path anything on the file system
 * @throws HostError `command-failed`
 */
export async function diskUse(run: RunCommand, path: string): Promise<DiskUse> {
  const printed = await mustRun(run, 'df', ['--block-size=1', '--output=used,size', path]);
  const [, used, size] = /^\s*(\d+)\s+(\d+)\s*$/m.exec(printed) ?? [];
  if (used === undefined || size === undefined) {
    throw new HostError('command-failed', `df does not say how full ${path} is, but: ${printed.trim()}`);
  }
  return { usedBytes: Number(used), sizeBytes: Number(size) };
}
