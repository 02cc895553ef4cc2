import { existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { below } from './layout.ts';
import { isVolume, makeVolume, readFileSystem } from './volume-folder.ts';

/** A volume that is attached to an instance. */
export interface AttachedVolume {
  /** `vol-…` */
  readonly id: string;
  /** Device name of the attachment, `/dev/sdf`. */
  readonly device: string;
  /** GiB. */
  readonly size: number;
}

const DEV = '/dev';
const BY_ID = '/dev/disk/by-id';
const BY_LABEL = '/dev/disk/by-label';

/** How Amazon Linux names an EBS volume below /dev/disk/by-id. */
const byIdName = (volumeId: string): string => `nvme-Amazon_Elastic_Block_Store_${volumeId.replace('-', '')}`;

/** The root volume is the machine's root folder: shown as a device, it would look blank and inviting. */
const ROOT_DEVICES: readonly string[] = ['/dev/xvda', '/dev/sda1'];

/**
 * Lets the devices of the attached volumes appear below /dev and all others disappear: by id, by device name, and by
 * label where there is a file system. Called again with the same volumes it changes nothing.
 *
 * @param root root file system of the machine
 * @param volumesFolder has a folder for each volume; it lies outside of all machines, so that data outlives them
 */
export function setDevices(root: string, volumesFolder: string, volumes: readonly AttachedVolume[]): void {
  const data = volumes.filter(({ device }) => !ROOT_DEVICES.includes(device));
  for (const { id, size } of data) makeVolume(join(volumesFolder, id), size);
  setLinks(below(root, BY_ID), new Map(data.map(({ id }) => [byIdName(id), join(volumesFolder, id)])));
  setLinks(
    below(root, DEV),
    new Map(data.map(({ id, device }) => [device.slice(DEV.length + 1), join(volumesFolder, id)])),
  );
  setLabels(root);
}

/** Derives /dev/disk/by-label from the devices, as udev does when one of them changes. */
export function setLabels(root: string): void {
  const byId = linksIn(below(root, BY_ID)).values();
  const labels = [...byId].map((volume): [string, string] => [readFileSystem(volume)?.label ?? '', volume]);
  setLinks(below(root, BY_LABEL), new Map(labels.filter(([label]) => label !== '')));
}

/** The folder of the volume whose device is at `path`, or undefined when there is none. */
export function volumeAt(root: string, path: string): string | undefined {
  const folder = readLink(below(root, path));
  return folder !== undefined && isVolume(folder) ? folder : undefined;
}

/** Makes the links in `folder` those wanted; other entries stay. */
function setLinks(folder: string, wanted: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  const present = linksIn(folder);
  for (const [name, target] of present) if (wanted.get(name) !== target) rmSync(join(folder, name));
  for (const [name, target] of wanted)
    if (present.get(name) !== target) symlinkSync(target, join(folder, name));
}

/** Name → target of the links in `folder`. */
function linksIn(folder: string): Map<string, string> {
  const links = new Map<string, string>();
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const target = readLink(join(folder, name));
    if (target !== undefined) links.set(name, target);
  }
  return links;
}

function readLink(path: string): string | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined;
}
