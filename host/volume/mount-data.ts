import { mkdir } from 'node:fs/promises';
import { mustRun, type RunCommand } from '../run-command.ts';
import type { VolumeLabel } from './labelled-device.ts';

/** What blkid(8) ends with if it recognises nothing on a device. */
const BLANK = 2;

/**
 * Mounts the device, after giving it a file system if it is blank; anything that blkid recognises is never formatted. The
 * file system then takes all of its volume, which a deploy may have grown. What is mounted already stays.
 *
 * @throws HostError `command-failed`
 */
export async function mountData(
  run: RunCommand,
  device: string,
  mountPoint: string,
  label: VolumeLabel,
): Promise<void> {
  if (await isMounted(run, mountPoint)) return;
  if (await isBlank(run, device, label)) await mustRun(run, 'mkfs.xfs', ['-L', label, device]);
  await mkdir(mountPoint, { recursive: true });
  // noatime: reading a log must not write to it.
  await mustRun(run, 'mount', ['-t', 'xfs', '-o', 'noatime', device, mountPoint]);
  await mustRun(run, 'xfs_growfs', [mountPoint]);
}

/** Whether something is mounted at the mount point. */
export async function isMounted(run: RunCommand, mountPoint: string): Promise<boolean> {
  const { exitCode } = await run('findmnt', ['-M', mountPoint]);
  return exitCode === 0;
}

async function isBlank(run: RunCommand, device: string, label: VolumeLabel): Promise<boolean> {
  // A label is part of a file system, so its link needs no probing.
  if (device.endsWith(`/by-label/${label}`)) return false;
  const { exitCode } = await run('blkid', ['-p', device]);
  return exitCode === BLANK;
}
