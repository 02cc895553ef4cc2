import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { takeRehearsalFolder } from '../../rehearsal/rehearsal-folder.ts';
import { temporaryFolders } from '../temporary-folder.ts';

const temporaryFolder = temporaryFolders();

describe("a rehearsal's folder", () => {
  it('is another one for each that runs at the same time', async () => {
    const parent = temporaryFolder();
    const [first, second] = await Promise.all([takeRehearsalFolder(parent), takeRehearsalFolder(parent)]);
    expect([first.name, second.name].sort()).toEqual(['rehearsal', 'rehearsal-2']);
  });

  it('is free again once it was released, and empty', async () => {
    const parent = temporaryFolder();
    const first = await takeRehearsalFolder(parent);
    writeFileSync(join(first.path, 'old'), '');
    await first.release();
    const second = await takeRehearsalFolder(parent);
    expect(second.name).toBe('rehearsal');
    expect(existsSync(join(second.path, 'old'))).toBe(false);
  });

  it.each([
    ['a process that is gone', '2147483646'],
    ['nonsense', 'x'],
  ])('is taken over from %s', async (_who, pid) => {
    const parent = temporaryFolder();
    writeFileSync(join(parent, 'rehearsal.pid'), pid);
    expect((await takeRehearsalFolder(parent)).name).toBe('rehearsal');
  });
});
