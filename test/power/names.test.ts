import { describe, expect, it } from '@jest/globals';
import {
  bootstrapParameter,
  functionParameter,
  hostParameter,
  programsParameter,
  TAG_ENVIRONMENT,
  TAG_TARGET,
  targetParameter,
  validateName,
} from '../../power/names.ts';

describe('names', () => {
  it('are spelled as hosts, functions and operators expect them', () => {
    expect(targetParameter('dev', 'kafka')).toBe('/catnap/dev/targets/kafka');
    expect(hostParameter('dev', 'kafka')).toBe('/catnap/dev/hosts/kafka');
    expect(programsParameter('dev', 'kafka')).toBe('/catnap/dev/programs/kafka');
    expect(functionParameter('dev', 'wake')).toBe('/catnap/dev/functions/wake');
    expect(bootstrapParameter('dev', 'kafka')).toBe('/catnap/dev/bootstrap/kafka');
    expect([TAG_ENVIRONMENT, TAG_TARGET]).toEqual(['catnap:environment', 'catnap:target']);
  });

  it.each(['dev', 'a', 'kafka-2', `a${'b'.repeat(30)}`])('allow %s', (name) => {
    expect(validateName('environment', name)).toBe(name);
  });

  it.each(['', 'Dev', '2nd', '-dev', 'dev_1', 'dev/../prod', `a${'b'.repeat(31)}`])('refuse "%s"', (name) => {
    expect(() => validateName('target', name)).toThrow(
      expect.objectContaining({
        code: 'bad-name',
        message: `The target name ${JSON.stringify(name)} is not allowed: give 1 to 31 characters out of a-z, 0-9 and -, the first one a letter.`,
      }),
    );
  });
});
