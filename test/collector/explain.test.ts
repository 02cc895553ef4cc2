import { describe, expect, it } from '@jest/globals';
import { explain } from '../../collector/explain.ts';

describe('an error, explained', () => {
  it.each([
    ['by its message', new Error('no way.'), 'no way'],
    ['by its causes', new Error('failed.', { cause: new Error('ECONNREFUSED') }), 'failed: ECONNREFUSED'],
    ['by its name when it says nothing', new TypeError(''), 'TypeError'],
    ['without saying anything twice', new Error('lost', { cause: new Error('lost') }), 'lost'],
    [
      'by all that failed, when many did',
      new AggregateError([new Error('a is down'), new Error('b is down')], 'All promises were rejected'),
      'a is down: b is down',
    ],
    ['though it is no error', 'nonsense', 'nonsense'],
  ])('%s', (_, error, text) => {
    expect(explain(error)).toBe(text);
  });
});
