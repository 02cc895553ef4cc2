import { describe, expect, it } from '@jest/globals';
import { parseSystemctl } from '../../../../rehearsal/machine/init/systemctl-arguments.ts';

describe('the arguments of systemctl', () => {
  it('name services without their type, and take options anywhere', () => {
    expect(parseSystemctl(['start', '--no-block', 'catnap-watch', 'x.target'])).toMatchObject({
      verb: 'start',
      operands: ['catnap-watch.service', 'x.target'],
      noBlock: true,
    });
    expect(parseSystemctl(['show', '-p', 'Result,MainPID', '--property=Id', '--value', 'a'])).toMatchObject({
      properties: ['Result', 'MainPID', 'Id'],
      valueOnly: true,
    });
    expect(parseSystemctl(['link', '/opt/x.service'])).toMatchObject({ operands: ['/opt/x.service'] });
  });

  it.each([
    [['hibernate'], "Unknown command verb 'hibernate': a machine knows start, stop,"],
    [[], "Unknown command verb ''"],
    [['start'], 'Too few arguments.'],
    [['start', '--force', 'a'], "Unknown option '--force'"],
  ])('%j are refused in a sentence', (argv, sentence) => {
    expect(parseSystemctl(argv)).toContain(sentence);
  });
});
