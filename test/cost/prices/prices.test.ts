import { describe, expect, it } from '@jest/globals';
import { instancePerHour, PRICES } from '../../../cost/prices/prices.ts';

describe('the table of prices', () => {
  it('has an hour of an instance in either market', () => {
    expect(instancePerHour('t3.medium', 'on-demand')).toBe(0.0416);
    expect(instancePerHour('t3.medium', 'spot')).toBe(0.017);
  });

  it('refuses a type that it has no price for, and names those that it has', () => {
    expect(() => instancePerHour('m5.large', 'spot')).toThrow(
      expect.objectContaining({
        code: 'no-price',
        message: expect.stringMatching(
          /^m5\.large: the table has no spot price .* those of t3\.nano, t3\.micro,/,
        ),
      }),
    );
  });

  it('does not take the name of a source for a price', () => {
    expect(() => instancePerHour('source', 'spot')).toThrow(expect.objectContaining({ code: 'no-price' }));
  });

  it('says of each price of when it is', () => {
    for (const { source } of PRICES) expect(source).toMatch(/\b20\d\d-\d\d/);
  });
});
