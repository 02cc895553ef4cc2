import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { setDevices, volumeAt } from '../../../rehearsal/machine/devices.ts';
import { temporaryFolders } from '../../temporary-folder.ts';

const newFolder = temporaryFolders();

const DATA = { id: 'vol-0123', device: '/dev/sdf', size: 10 };
const BY_ID = '/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123';

describe('the devices of a machine', () => {
  it('come and go with the volumes that are attached, and the data stays', () => {
    const [root, volumes] = [newFolder(), newFolder()];
    setDevices(root, volumes, [DATA]);
    expect(volumeAt(root, BY_ID)).toBe(join(volumes, 'vol-0123'));
    expect(volumeAt(root, '/dev/sdf')).toBe(join(volumes, 'vol-0123'));
    setDevices(root, volumes, []);
    expect(volumeAt(root, BY_ID)).toBeUndefined();
    expect(volumeAt(root, '/dev/sdf')).toBeUndefined();
    expect(existsSync(join(volumes, 'vol-0123'))).toBe(true);
  });

  it('do not include the root volume, which is the root folder', () => {
    const [root, volumes] = [newFolder(), newFolder()];
    setDevices(root, volumes, [{ id: 'vol-root', device: '/dev/xvda', size: 8 }]);
    expect(readdirSync(join(root, 'dev/disk/by-id'))).toEqual([]);
    expect(readdirSync(volumes)).toEqual([]);
  });
});
