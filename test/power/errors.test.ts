import { expect, it } from '@jest/globals';
import { PowerError } from '../../power/errors.ts';

it('an error of this room has a code, says what is wrong, and keeps what caused it', () => {
  const cause = new Error('below');
  const error = new PowerError('busy', 'try again', { cause });
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.code, error.message, error.cause]).toEqual([
    'PowerError',
    'busy',
    'try again',
    cause,
  ]);
});
