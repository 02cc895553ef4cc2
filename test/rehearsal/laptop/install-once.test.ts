import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { installOnce } from '../../../rehearsal/laptop/install-once.ts';
import { temporaryFolders } from '../../temporary-folder.ts';

const temporaryFolder = temporaryFolders();

async function fillWith(text: string, folder: string): Promise<void> {
  await mkdir(folder);
  await writeFile(join(folder, 'file'), text);
}

describe('installing once', () => {
  it('does it the first time and finds it the second time', async () => {
    const target = join(temporaryFolder(), 'tool');
    const first = await installOnce(target, ['v1'], (folder) => fillWith('one', folder));
    const second = await installOnce(target, ['v1'], () => Promise.reject(new Error('must not be called')));
    expect(second).toBe(first);
    expect(await readFile(join(first, 'file'), 'utf8')).toBe('one');
  });

  it('installs anew what a changed pin asks for', async () => {
    const target = join(temporaryFolder(), 'tool');
    const first = await installOnce(target, ['v1'], (folder) => fillWith('one', folder));
    const second = await installOnce(target, ['v2'], (folder) => fillWith('two', folder));
    expect(second).not.toBe(first);
    expect(await readFile(join(second, 'file'), 'utf8')).toBe('two');
  });

  it('leaves nothing behind when it fails half-way, and can be tried again', async () => {
    const parent = temporaryFolder();
    const target = join(parent, 'tool');
    const interrupted = installOnce(target, ['v1'], async (folder) => {
      await fillWith('half', folder);
      throw new Error('network down');
    });
    await expect(interrupted).rejects.toThrow('network down');
    expect(await readdir(parent)).toEqual([]);
    expect(existsSync(await installOnce(target, ['v1'], (folder) => fillWith('whole', folder)))).toBe(true);
  });

  it('lets two start at once: both get a whole one', async () => {
    const target = join(temporaryFolder(), 'tool');
    const both = await Promise.all(
      ['a', 'b'].map((who) => installOnce(target, ['v1'], (folder) => fillWith(who, folder))),
    );
    expect(new Set(both).size).toBe(1);
    expect(['a', 'b']).toContain(await readFile(join(both[0] ?? '', 'file'), 'utf8'));
  });
});
