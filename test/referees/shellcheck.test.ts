import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '../temporary-folder.ts';
import { type Referees, ROOT, referees } from './referees.ts';
import { repositoryFiles } from './repository-files.ts';

const temporaryFolder = temporaryFolders();
let shellcheck: Referees['shellcheck'];
beforeAll(async () => {
  ({ shellcheck } = await referees());
});

const SHEBANG_OF_A_SHELL = /^#!.*\b(ba|da|k)?sh\b/;

const shellFiles = repositoryFiles().filter(
  (path) => path.endsWith('.sh') || SHEBANG_OF_A_SHELL.test(readFileSync(join(ROOT, path), 'utf8')),
);

describe('shellcheck', () => {
  it('sees the shell files of the repository, with and without an ending', () => {
    expect(shellFiles).toEqual(
      expect.arrayContaining(['.ci/run', 'host/update/catnap-update', 'rehearsal/machine/init/guard.sh']),
    );
  });

  it.each(shellFiles)('finds nothing in %s', (path) => {
    expect(shellcheck(['--', path])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('would find something: a variable without quotes is refused', () => {
    const script = join(temporaryFolder(), 'careless');
    writeFileSync(script, '#!/bin/sh\nrm -rf $1/tmp\n');
    const { status, stdout } = shellcheck([script]);
    expect(stdout).toContain('SC2086');
    expect(status).toBe(1);
  });
});
