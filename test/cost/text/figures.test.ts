import { describe, expect, it } from '@jest/globals';
import { dollars, hours, percent } from '../../../cost/text/figures.ts';

describe('figures as people read them', () => {
  it.each([
    [0, '0'],
    [0.0333, '0.033'],
    [0.00052, '0.00052'],
    [0.21, '0.21'],
    [9.876, '9.88'],
    [123.4, '123'],
  ])('%d hours are %s', (value, text) => {
    expect(hours(value)).toBe(text);
  });

  it('gives shares in percent and dollars in cents', () => {
    expect([percent(0.666), percent(0.0123, 1), dollars(2.5)]).toEqual(['67 %', '1.2 %', '2.50']);
  });
});
