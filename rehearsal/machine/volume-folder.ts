import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A volume on the laptop is a folder, and the machines' devices are links to it:
 *
 *     device.json        its size
 *     file-system.json   label and size of its file system; absent as long as the volume is blank
 *     files/             what lies in the file system
 */
export interface FileSystem {
  /** Empty when it was given none. */
  readonly label: string;
  /** GiB; grows with its volume only when asked to. */
  readonly size: number;
}

const DEVICE = 'device.json';
const FILE_SYSTEM = 'file-system.json';

/**
 * Makes the folder of a volume if need be, and notes its size.
 *
 * @param size GiB
 */
export function makeVolume(volume: string, size: number): void {
  if (isVolume(volume) && sizeOf(volume) === size) return;
  mkdirSync(volume, { recursive: true });
  writeFileSync(join(volume, DEVICE), JSON.stringify({ size }));
}

export function isVolume(folder: string): boolean {
  return existsSync(join(folder, DEVICE));
}

/** Where the files of its file system lie. */
export function filesOf(volume: string): string {
  return join(volume, 'files');
}

/** The file system of a volume, or undefined when it is blank. */
export function readFileSystem(volume: string): FileSystem | undefined {
  const file = join(volume, FILE_SYSTEM);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Makes an empty file system as large as the volume; what was there is lost. */
export function makeFileSystem(volume: string, label: string): void {
  rmSync(filesOf(volume), { recursive: true, force: true });
  mkdirSync(filesOf(volume));
  writeFileSystem(volume, { label, size: sizeOf(volume) });
}

/** Lets a file system take all of its volume. */
export function growFileSystem(volume: string, { label }: FileSystem): void {
  writeFileSystem(volume, { label, size: sizeOf(volume) });
}

/** Bytes of a block as stat(2) counts them. */
const BLOCK = 512;

/** Bytes that the files of its file system take on the laptop's disk; what a sparse file leaves out takes none. */
export function usedBytes(volume: string): number {
  const files = filesOf(volume);
  return readdirSync(files, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    // Whoever writes there may remove a file meanwhile.
    const blocks = lstatSync(join(files, name), { throwIfNoEntry: false })?.blocks ?? 0;
    return sum + blocks * BLOCK;
  }, 0);
}

/** GiB. */
function sizeOf(volume: string): number {
  return JSON.parse(readFileSync(join(volume, DEVICE), 'utf8')).size;
}

function writeFileSystem(volume: string, fileSystem: FileSystem): void {
  writeFileSync(join(volume, FILE_SYSTEM), JSON.stringify(fileSystem));
}
