import { describe, expect, it } from '@jest/globals';
import { parseBalancerOptions } from '../../balancer/options.ts';

describe('options', () => {
  it('have defaults', () => {
    expect(parseBalancerOptions()).toEqual({
      failureThreshold: 3,
      openMs: 10_000,
      maxOpenMs: 60_000,
      strictKeyOrder: false,
      divert: true,
    });
  });

  it('raise the longest delay with the first, unless it is given', () => {
    expect(parseBalancerOptions({ openMs: 90_000 }).maxOpenMs).toBe(90_000);
    expect(parseBalancerOptions({ openMs: 5_000, maxOpenMs: 5_000 }).maxOpenMs).toBe(5_000);
  });

  const nonsense: [object, string][] = [
    [{ failureThreshold: 0 }, 'failureThreshold must be a whole number from 1 to 1000, not 0.'],
    [{ failureThreshold: 2.5 }, 'failureThreshold must be a whole number from 1 to 1000, not 2.5.'],
    [{ openMs: Number.NaN }, 'openMs must be a whole number from 1 to 3600000, not NaN.'],
    [{ openMs: '10s' }, 'openMs must be a whole number from 1 to 3600000, not "10s".'],
    [{ maxOpenMs: 9_999 }, 'maxOpenMs must be a whole number from 10000 to 3600000, not 9999.'],
    [{ strictKeyOrder: 'yes' }, 'strictKeyOrder must be true or false, not "yes".'],
    [{ divert: null }, 'divert must be true or false, not null.'],
  ];
  it.each(nonsense)('refuse %o', (options, message) => {
    expect(() => parseBalancerOptions(options)).toThrow(
      expect.objectContaining({ code: 'bad-option', message }),
    );
  });
});
