import { describe, expect, it } from '@jest/globals';
import { parseUnitFile } from '../../../../rehearsal/machine/init/unit-file.ts';

describe('a unit file', () => {
  it('is read as assignments in sections, with comments and joined lines', () => {
    const text =
      '# why\n[Unit]\nAfter = a.service\n\n; why\n[Service]\nExecStart=/bin/x \\\n  --long\nExecStart=\n';
    expect(parseUnitFile('x.service', text)).toEqual([
      { section: 'Unit', name: 'After', value: 'a.service' },
      { section: 'Service', name: 'ExecStart', value: '/bin/x    --long' },
      { section: 'Service', name: 'ExecStart', value: '' },
    ]);
  });

  it.each(['[Unit]\nnonsense', 'After=a.service', '[Unit'])('refuses %j and names the line', (text) => {
    const line = text.split('\n').at(-1);
    expect(() => parseUnitFile('x.service', text)).toThrow(expect.objectContaining({ code: 'bad-unit' }));
    expect(() => parseUnitFile('x.service', text)).toThrow(`x.service: '${line}'`);
  });
});
