import { delimiter, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { onPath } from '../../../rehearsal/laptop/on-path.ts';
import { temporaryFolders } from '../../temporary-folder.ts';
import { program, writeFiles } from '../machine/fake-root.ts';

const temporaryFolder = temporaryFolders();

describe('programs on the PATH', () => {
  it('are those that may be run, in its order, whatever folders there are', () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      'one/redis-server': 'a text file',
      'two/bin/redis-server': program('true'),
      'three/bin/redis-server': program('true'),
      'three/bin/other': program('true'),
    });
    const path = ['one', 'missing', 'three/bin', 'two/bin'].map((name) => join(folder, name));
    expect(onPath('redis-server', ['', ...path].join(delimiter))).toEqual([
      join(folder, 'three/bin/redis-server'),
      join(folder, 'two/bin/redis-server'),
    ]);
  });
});
