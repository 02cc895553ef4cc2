import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { volumeAt } from './devices.ts';
import { below } from './layout.ts';
import { filesOf } from './volume-folder.ts';

/** A file system that is mounted. */
export interface Mount {
  /** The device as it was given, below the machine's root. */
  readonly source: string;
  /** The mount point, below the machine's root. */
  readonly target: string;
}

/** The machine's own list, where Linux has it, so that whatever looks for mounts finds what mount and umount did. */
const TABLE = '/proc/mounts';

/** What is mounted, in the order in which it was. */
export function readMounts(root: string): Mount[] {
  const table = below(root, TABLE);
  if (!existsSync(table)) return [];
  const lines = readFileSync(table, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => {
    const [source = '', target = ''] = line.split(' ').map(decodeURI);
    return { source, target };
  });
}

/**
 * Mounts a volume: the mount point becomes a link to the volume's files, and the folder that it was is set aside until
 * it is unmounted. Without root, nothing on a laptop can come closer.
 */
export function mountVolume(root: string, mount: Mount, volume: string): void {
  renameSync(mount.target, setAside(mount.target));
  symlinkSync(filesOf(volume), mount.target);
  writeMounts(root, [...readMounts(root), mount]);
}

/** Brings back the folder that the mount point was. */
export function unmount(root: string, mount: Mount): void {
  rmSync(mount.target, { force: true });
  renameSync(setAside(mount.target), mount.target);
  writeMounts(
    root,
    readMounts(root).filter(({ target }) => target !== mount.target),
  );
}

/** Unmounts everything, as the end of a machine does. */
export function unmountAll(root: string): void {
  for (const mount of readMounts(root).reverse()) unmount(root, mount);
}

/** The volume that is mounted at `target`, or undefined. */
export function mountedVolume(root: string, target: string): string | undefined {
  const mount = readMounts(root).find((one) => one.target === below(root, target));
  return mount && volumeAt(root, mount.source);
}

const setAside = (target: string): string => join(dirname(target), `.${basename(target)}.below-mount`);

function writeMounts(root: string, mounts: readonly Mount[]): void {
  const table = below(root, TABLE);
  mkdirSync(dirname(table), { recursive: true });
  const lines = mounts.map(({ source, target }) => `${encodeURI(source)} ${encodeURI(target)} xfs rw 0 0\n`);
  writeFileSync(table, lines.join(''));
}
