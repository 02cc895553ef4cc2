import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const CATNAP = join(import.meta.dirname, '..', '..', 'bin', 'catnap.ts');

/** Runs the command line as a shell does, without any AWS account. */
function catnap(...args: string[]) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
  return spawnSync(process.execPath, [CATNAP, ...args], {
    encoding: 'utf8',
    env: {
      ...env,
      NODE_OPTIONS: '',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_REGION: 'us-east-1',
      HOME: '/nonexistent',
    },
  });
}

describe('the command line', () => {
  it('says what there is', () => {
    const { stdout, status } = catnap('--help');
    expect(status).toBe(0);
    for (const command of ['rehearse', 'status', 'wake', 'sleep', 'hold', 'gather']) {
      expect(stdout).toContain(`\n  ${command} `);
    }
  });

  it.each([
    [['doze'], /unknown command 'doze'/],
    [['hold', 'maybe'], /given maybe, allowed are on and off/],
    [['wake', '--minutes', '0'], /given 0, needs whole minutes from 1 on/],
    [['hold', 'on'], /hold on needs --minutes/],
    [['bench', 'chaos', '--rounds', 'many'], /given many, needs a whole number/],
  ])('refuses %j with a sentence and exit code 2', (args, sentence) => {
    const { stderr, status } = catnap(...args);
    expect(stderr).toMatch(sentence);
    expect(status).toBe(2);
  });

  it('says how to start a rehearsal when there is none', () => {
    const { stderr, status } = catnap('status', '--rehearsal', 'no-such-rehearsal');
    expect(stderr).toMatch(/no rehearsal is kept .*npm start -- --keep/);
    expect(status).toBe(1);
  });

  it('says what to do without AWS credentials', () => {
    const { stderr, status } = catnap('status', '--env', 'dev');
    expect(stderr).toMatch(/no AWS credentials; .*--rehearsal/);
    expect(status).toBe(1);
  });
});
