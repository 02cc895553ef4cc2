import { describe, expect, it } from '@jest/globals';
import { splitWords } from '../../../../rehearsal/machine/init/words.ts';

describe('words', () => {
  it.each([
    ['  a  b\tc ', ['a', 'b', 'c']],
    ['', []],
    [`a "b c" 'd "e"'`, ['a', 'b c', 'd "e"']],
    [`NAME="a b"c`, ['NAME=a bc']],
    [`""`, ['']],
    [`a\\ b "c\\"d" 'e\\f' \\$g`, ['a b', 'c"d', 'e\\f', '$g']],
  ])('of %j are %j', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  it.each([`a "b`, `it's`, 'a\\', 'line\\nend'])('of %j cannot be told', (text) => {
    expect(splitWords(text)).toBeUndefined();
  });
});
