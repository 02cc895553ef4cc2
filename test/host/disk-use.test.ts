import { describe, expect, it } from '@jest/globals';
import { diskUse } from '../../host/disk-use.ts';
import { fakeCommands } from './fake-commands.ts';

describe('how full a disk is', () => {
  it('is what df prints', async () => {
    const stdout = '     Used   1B-blocks\n123456789 10670309376\n';
    const { run, calls } = fakeCommands({ df: () => ({ stdout }) });
    expect(await diskUse(run, '/var/lib/catnap/data')).toEqual({
      usedBytes: 123_456_789,
      sizeBytes: 10_670_309_376,
    });
    expect(calls).toEqual(['df --block-size=1 --output=used,size /var/lib/catnap/data']);
  });

  it('is not made up when df prints something else', async () => {
    const { run } = fakeCommands({ df: () => ({ stdout: 'Used 1B-blocks\n- -\n' }) });
    await expect(diskUse(run, '/proc')).rejects.toMatchObject({
      code: 'command-failed',
      message: 'df does not say how full /proc is, but: Used 1B-blocks\n- -',
    });
  });
});
