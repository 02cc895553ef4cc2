import { existsSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Label of a data volume's file system, by which one that has been set up before is found without asking EC2. XFS takes 12
 * characters.
 */
export type VolumeLabel = 'catnap-kafka' | 'catnap-redis';

/** How Amazon Linux links the device of an EBS volume on NVMe, which all current instance types have. */
const BY_ID = 'nvme-Amazon_Elastic_Block_Store_';

/** A device whose file system has a label of ours. */
export interface LabelledDevice {
  readonly path: string;
  /** `vol-…`; undefined on instance types without NVMe, where the device does not tell. */
  readonly volumeId?: string;
}

/**
 * @param devices the folder `/dev`
 * @returns undefined if nothing that is attached has the label
 */
export async function findLabelled(devices: string, label: VolumeLabel): Promise<LabelledDevice | undefined> {
  const path = join(devices, 'disk/by-label', label);
  if (!existsSync(path)) return undefined;
  const folder = join(devices, 'disk/by-id');
  const device = await realpath(path);
  for (const name of existsSync(folder) ? await readdir(folder) : []) {
    const [, id] = /^vol([0-9a-f]+)$/.exec(name.slice(BY_ID.length)) ?? [];
    if (id !== undefined && name.startsWith(BY_ID) && (await realpath(join(folder, name))) === device) {
      return { path, volumeId: `vol-${id}` };
    }
  }
  return { path };
}

/** Where the device of a volume appears on NVMe. */
export function deviceById(devices: string, volumeId: string): string {
  return join(devices, 'disk/by-id', `${BY_ID}${volumeId.replace('-', '')}`);
}
