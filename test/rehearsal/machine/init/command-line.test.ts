import { describe, expect, it } from '@jest/globals';
import { expandCommandLine } from '../../../../rehearsal/machine/init/command-line.ts';

const CONTEXT = {
  root: '/tmp/m/root',
  unit: 'catnap-kafka.service',
  environment: { ROLE: 'kafka', MORE: '-a  -b' },
};

describe('a command line', () => {
  it.each([
    ['an absolute path is below the root', '/usr/bin/java', ['/tmp/m/root/usr/bin/java']],
    ['so is an options file', '@/run/catnap/kafka.jvm', ['@/tmp/m/root/run/catnap/kafka.jvm']],
    ['so is the value of an option', '-Dfile=/etc/x', ['-Dfile=/tmp/m/root/etc/x']],
    ['a path below the root stays', '/tmp/m/root/etc/x', ['/tmp/m/root/etc/x']],
    ['an address stays', '--url=http://127.0.0.1:9092/', ['--url=http://127.0.0.1:9092/']],
    ['a relative path stays', 'etc/x', ['etc/x']],
    ['a variable within a word', `role-\${ROLE}`, ['role-kafka']],
    ['a variable that is not set', `\${NONE}`, ['']],
    ['a variable as a word splits', '$MORE', ['-a', '-b']],
    ['the unit', '%n %N 100%%', ['catnap-kafka.service catnap-kafka 100%']],
  ])('%s', (_, word, expected) => {
    expect(expandCommandLine([word], CONTEXT)).toEqual(expected);
  });

  it('refuses a specifier that a machine does not know', () => {
    expect(() => expandCommandLine(['%i'], CONTEXT)).toThrow(
      "catnap-kafka.service: '%i' in '%i': a machine knows %n, %N and %%",
    );
  });
});
