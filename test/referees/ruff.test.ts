import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Referees, ROOT, referees } from './referees.ts';
import { repositoryFiles } from './repository-files.ts';

const EMULATOR = 'rehearsal/emulator';
/** A file that is not there, held to the rules of the folder. */
const CARELESS = ['--stdin-filename', `${EMULATOR}/careless.py`, '-'];

let ruff: Referees['ruff'];
beforeAll(async () => {
  ({ ruff } = await referees());
});

describe('ruff', () => {
  it('sees every Python file of the repository', () => {
    const { stdout } = ruff(['check', '--show-files', EMULATOR]);
    const seen = stdout.split('\n').filter((path) => path.endsWith('.py'));
    expect(seen.sort()).toEqual(
      repositoryFiles('*.py')
        .map((path) => join(ROOT, path))
        .sort(),
    );
  });

  it('finds nothing in the emulator', () => {
    expect(ruff(['check', EMULATOR])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('All checks passed'),
    });
  });

  it('would format nothing in it otherwise', () => {
    expect(ruff(['format', '--check', EMULATOR])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('already formatted'),
    });
  });

  it('would find something: an import that nobody uses is refused', () => {
    const { status, stdout } = ruff(['check', ...CARELESS], '"""Careless."""\n\nimport os\n');
    expect(stdout).toContain('F401');
    expect(status).toBe(1);
  });

  it('would format something: a line that is out of shape is refused', () => {
    expect(ruff(['format', '--check', ...CARELESS], 'a = [ 1 ]\n').status).toBe(1);
  });
});
