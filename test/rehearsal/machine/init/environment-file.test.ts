import { describe, expect, it } from '@jest/globals';
import { parseEnvironmentFile } from '../../../../rehearsal/machine/init/environment-file.ts';

describe('an environment file', () => {
  it('has variables, with or without quotes, and comments', () => {
    const text = '# why\nCATNAP_ROLE=kafka\n\nQUOTED="a b"\nSINGLE=\'c\'\nEQUALS=a=b\nEMPTY=\n';
    expect(parseEnvironmentFile('/etc/catnap/host.env', text)).toEqual({
      CATNAP_ROLE: 'kafka',
      QUOTED: 'a b',
      SINGLE: 'c',
      EQUALS: 'a=b',
      EMPTY: '',
    });
  });

  it('refuses a line that is neither, and names it', () => {
    expect(() => parseEnvironmentFile('/etc/catnap/host.env', 'export A=b')).toThrow(
      "/etc/catnap/host.env: 'export A=b'",
    );
  });
});
