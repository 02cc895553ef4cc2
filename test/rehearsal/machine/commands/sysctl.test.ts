import { describe, expect, it } from '@jest/globals';
import { sysctl } from '../../../../rehearsal/machine/commands/sysctl.ts';

describe('sysctl of a machine', () => {
  it.each([[['-w', 'vm.overcommit_memory=1']], [['--write', 'vm.overcommit_memory=1']]])(
    'says that it did %j, as the real one does',
    (argv) => {
      expect(sysctl(argv)).toEqual({ exitCode: 0, stdout: 'vm.overcommit_memory = 1' });
    },
  );

  it.each([[[]], [['vm.overcommit_memory=1']], [['-w', 'vm.overcommit_memory']], [['--system']]])(
    'does not pretend to know %j',
    (argv) => {
      expect(sysctl(argv).exitCode).toBe(1);
    },
  );
});
