import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { mountData } from '../../../host/volume/mount-data.ts';
import { temporaryFolders } from '../../temporary-folder.ts';
import { type FakeCommand, fakeCommands } from '../fake-commands.ts';

const temporaryFolder = temporaryFolders();
const DEVICE = '/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol1';

const blank: FakeCommand = () => ({ exitCode: 2 });

describe('mounting the data volume', () => {
  it('gives a blank volume a file system, once', async () => {
    const mountPoint = join(temporaryFolder(), 'data');
    const { run, calls, ran } = fakeCommands({ blkid: blank });
    await mountData(run, DEVICE, mountPoint, 'catnap-kafka');
    expect(calls.slice(1)).toEqual([
      `blkid -p ${DEVICE}`,
      `mkfs.xfs -L catnap-kafka ${DEVICE}`,
      `mount -t xfs -o noatime ${DEVICE} ${mountPoint}`,
      `xfs_growfs ${mountPoint}`,
    ]);
    await mountData(run, DEVICE, mountPoint, 'catnap-kafka');
    expect(ran('mkfs.xfs')).toHaveLength(1);
    expect(ran('mount')).toHaveLength(1);
  });

  it('never formats what holds something', async () => {
    const mountPoint = join(temporaryFolder(), 'data');
    const { run, ran } = fakeCommands({ blkid: () => ({ stdout: 'TYPE="ext4"' }) });
    await mountData(run, DEVICE, mountPoint, 'catnap-kafka');
    expect(ran('mkfs.xfs')).toEqual([]);
  });

  it('never formats when blkid is in doubt or fails', async () => {
    for (const exitCode of [4, 8]) {
      const { run, ran } = fakeCommands({ blkid: () => ({ exitCode }) });
      await mountData(run, DEVICE, join(temporaryFolder(), 'data'), 'catnap-kafka');
      expect(ran('mkfs.xfs')).toEqual([]);
    }
  });

  it('knows by the label that there is a file system', async () => {
    const { run, ran } = fakeCommands({ blkid: blank });
    await mountData(run, '/dev/disk/by-label/catnap-kafka', join(temporaryFolder(), 'data'), 'catnap-kafka');
    expect([...ran('blkid'), ...ran('mkfs.xfs')]).toEqual([]);
  });

  it('fails with what mount said', async () => {
    const { run } = fakeCommands({ mount: () => ({ exitCode: 32, stderr: 'wrong fs type' }) });
    await expect(
      mountData(run, DEVICE, join(temporaryFolder(), 'data'), 'catnap-kafka'),
    ).rejects.toMatchObject({
      code: 'command-failed',
      message: expect.stringContaining('ended with 32: wrong fs type'),
    });
  });
});
