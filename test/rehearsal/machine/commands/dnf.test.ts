import { describe, expect, it } from '@jest/globals';
import { dnf } from '../../../../rehearsal/machine/commands/dnf.ts';

describe('dnf on a machine', () => {
  it('never has anything to upgrade', () => {
    const words = 'upgrade --assumeyes --security --releasever=latest --refresh --downloadonly';
    expect(dnf(words.split(' '))).toEqual({ exitCode: 0, stdout: expect.stringContaining('Nothing to do.') });
  });

  it.each([['install', 'kafka'], ['upgrade', 'kernel'], ['upgrade', '--allowerasing'], []])(
    'refuses what it does not know: %j',
    (...argv) => {
      expect(dnf(argv)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('dnf: ') });
    },
  );
});
