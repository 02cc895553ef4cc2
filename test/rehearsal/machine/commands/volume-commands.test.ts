import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { blkid } from '../../../../rehearsal/machine/commands/blkid.ts';
import { df } from '../../../../rehearsal/machine/commands/df.ts';
import { findmnt } from '../../../../rehearsal/machine/commands/findmnt.ts';
import { mkfsXfs } from '../../../../rehearsal/machine/commands/mkfs-xfs.ts';
import { mount } from '../../../../rehearsal/machine/commands/mount.ts';
import { umount } from '../../../../rehearsal/machine/commands/umount.ts';
import { xfsGrowfs } from '../../../../rehearsal/machine/commands/xfs-growfs.ts';
import { setDevices } from '../../../../rehearsal/machine/devices.ts';
import { readFileSystem } from '../../../../rehearsal/machine/volume-folder.ts';
import { temporaryFolders } from '../../../temporary-folder.ts';

const DEVICE = '/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123';
const OTHER = '/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol4567';
const POINT = '/var/lib/catnap/data';

const newFolder = temporaryFolders();
let root: string;
let volumes: string;

function attach(root: string, size = 10): void {
  setDevices(root, volumes, [
    { id: 'vol-0123', device: '/dev/sdf', size },
    { id: 'vol-4567', device: '/dev/sdg', size },
  ]);
}

beforeEach(() => {
  root = newFolder();
  volumes = newFolder();
  attach(root);
  mkdirSync(join(root, POINT), { recursive: true });
});

describe('a blank volume', () => {
  it('is told from one with a file system by blkid', () => {
    expect(blkid([DEVICE], root)).toEqual({ exitCode: 2 });
    expect(mkfsXfs(['-L', 'catnap-kafka', DEVICE], root).exitCode).toBe(0);
    expect(blkid([DEVICE], root)).toEqual({
      exitCode: 0,
      stdout: `${DEVICE}: LABEL="catnap-kafka" TYPE="xfs"`,
    });
    expect(blkid(['-p', '-s', 'LABEL', '-o', 'value', DEVICE], root).stdout).toBe('catnap-kafka');
  });

  it('cannot be mounted', () => {
    expect(mount([DEVICE, POINT], root)).toMatchObject({
      exitCode: 32,
      stderr: expect.stringContaining('wrong fs type'),
    });
  });

  it('is found by its label as soon as it has one', () => {
    expect(blkid(['-L', 'catnap-kafka'], root)).toEqual({ exitCode: 2 });
    mkfsXfs(['-L', 'catnap-kafka', DEVICE], root);
    const link = join(root, 'dev/disk/by-label/catnap-kafka');
    expect(blkid(['-L', 'catnap-kafka'], root)).toEqual({ exitCode: 0, stdout: link });
    expect(mount([link, join(root, POINT)], root)).toEqual({ exitCode: 0 });
  });
});

describe('making a file system', () => {
  it('over another one takes -f', () => {
    mkfsXfs(['-L', 'one', DEVICE], root);
    expect(mkfsXfs(['-L', 'two', DEVICE], root)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('-f'),
    });
    expect(blkid(['-s', 'LABEL', '-o', 'value', DEVICE], root).stdout).toBe('one');
    expect(mkfsXfs(['-f', '-L', 'two', DEVICE], root).exitCode).toBe(0);
    expect(blkid(['-s', 'LABEL', '-o', 'value', DEVICE], root).stdout).toBe('two');
  });

  it('is refused for a label that XFS cannot hold, a missing device, and one that is mounted', () => {
    expect(mkfsXfs(['-L', 'thirteen-long', DEVICE], root).exitCode).toBe(1);
    expect(mkfsXfs(['/dev/sdz'], root).exitCode).toBe(1);
    mkfsXfs([DEVICE], root);
    mount([DEVICE, POINT], root);
    expect(mkfsXfs(['-f', DEVICE], root)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('mounted'),
    });
  });
});

describe('a mounted volume', () => {
  beforeEach(() => {
    mkfsXfs(['-L', 'catnap-kafka', DEVICE], root);
    writeFileSync(join(root, POINT, 'below'), 'what the mount hides');
    expect(mount(['-t', 'xfs', '-o', 'noatime', DEVICE, POINT], root)).toEqual({ exitCode: 0 });
  });

  it('shows its own files at the mount point and gives back the folder afterwards', () => {
    expect(readdirSync(join(root, POINT))).toEqual([]);
    writeFileSync(join(root, POINT, 'log'), 'records');
    expect(umount([POINT], root)).toEqual({ exitCode: 0 });
    expect(readdirSync(join(root, POINT))).toEqual(['below']);
    mount([DEVICE, POINT], root);
    expect(readFileSync(join(root, POINT, 'log'), 'utf8')).toBe('records');
  });

  it('is found by findmnt, by its mount point or device', () => {
    const [target, source] = [join(root, POINT), join(root, DEVICE)];
    expect(findmnt(['-n', '-o', 'SOURCE,FSTYPE', POINT], root)).toEqual({
      exitCode: 0,
      stdout: `${source} xfs`,
    });
    expect(findmnt(['--noheadings', '--output', 'TARGET', DEVICE], root).stdout).toBe(target);
    expect(findmnt(['-M', POINT], root).stdout).toContain('TARGET SOURCE FSTYPE OPTIONS');
    umount([DEVICE], root);
    expect(findmnt([POINT], root)).toEqual({ exitCode: 1 });
  });

  it('cannot be mounted again, nor anything over it', () => {
    mkfsXfs([OTHER], root);
    mkdirSync(join(root, '/mnt'));
    expect(mount([DEVICE, '/mnt'], root)).toMatchObject({
      exitCode: 32,
      stderr: expect.stringContaining('busy'),
    });
    expect(mount([OTHER, POINT], root)).toMatchObject({
      exitCode: 32,
      stderr: expect.stringContaining('busy'),
    });
  });

  it('grows with its volume when asked to', () => {
    attach(root, 20);
    const volume = join(volumes, 'vol-0123');
    expect(readFileSystem(volume)?.size).toBe(10);
    expect(xfsGrowfs([POINT], root)).toEqual({ exitCode: 0 });
    expect(readFileSystem(volume)).toEqual({ label: 'catnap-kafka', size: 20 });
  });

  it('is as full as its own files make it, and as large as its file system, whatever the laptop has', () => {
    const told = () => df(['--block-size=1', '--output=used,size', join(root, POINT, 'kafka')], root);
    const size = 10 * 1024 ** 3;
    expect(told()).toEqual({ exitCode: 0, stdout: `Used 1B-blocks\n0 ${size}` });
    writeFileSync(join(root, POINT, 'log'), Buffer.alloc(1024 ** 2, 'r'));
    expect(Number(/\n(\d+) /.exec(told().stdout ?? '')?.[1])).toBeGreaterThanOrEqual(1024 ** 2);
    attach(root, 20);
    expect(told().stdout).toContain(` ${size}`);
    xfsGrowfs([POINT], root);
    expect(told().stdout).toContain(` ${2 * size}`);
  });

  it('has its data on any machine that it is attached to', () => {
    writeFileSync(join(root, POINT, 'log'), 'records');
    umount([POINT], root);
    const replacement = newFolder();
    attach(replacement);
    mkdirSync(join(replacement, POINT), { recursive: true });
    expect(mount(['/dev/disk/by-label/catnap-kafka', POINT], replacement)).toEqual({ exitCode: 0 });
    expect(readFileSync(join(replacement, POINT, 'log'), 'utf8')).toBe('records');
  });
});

describe('what is not mounted', () => {
  it('cannot be unmounted or grown, and a mount needs both ends', () => {
    expect(umount([POINT], root)).toEqual({ exitCode: 32, stderr: `umount: ${POINT}: not mounted.` });
    expect(xfsGrowfs([POINT], root)).toMatchObject({ exitCode: 1 });
    expect(df(['--block-size=1', '--output=used,size', POINT], root)).toMatchObject({ exitCode: 1 });
    expect(mount(['/dev/sdz', POINT], root)).toMatchObject({
      exitCode: 32,
      stderr: expect.stringContaining('/dev/sdz'),
    });
    expect(mount([DEVICE, '/nowhere'], root)).toMatchObject({
      exitCode: 32,
      stderr: expect.stringContaining('mount point'),
    });
  });

  it.each([
    ['mount', mount, ['--bind', '/a', '/b']],
    ['umount', umount, ['-l', '/a']],
    ['findmnt', findmnt, ['-J', '/a']],
    ['df', df, ['--human-readable', '/a']],
    ['blkid', blkid, ['--cache-file', '/a']],
  ])('%s refuses an option that it does not know', (name, command, argv) => {
    const { exitCode, stderr } = command(argv, root);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${name}: Unknown option '${argv[0]}'`);
  });
});
