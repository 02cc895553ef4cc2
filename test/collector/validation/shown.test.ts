import { expect, it } from '@jest/globals';
import { shown } from '../../../collector/validation/shown.ts';

it.each([
  ['a "text"', '"a \\"text\\""'],
  ['x'.repeat(61), `"${'x'.repeat(60)}"…`],
  [[1, 2], 'an array of 2'],
  [{ a: 1 }, 'an object'],
  [null, 'null'],
  [undefined, 'undefined'],
  [1.5, '1.5'],
])('%p is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text);
});
