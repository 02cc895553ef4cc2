import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { errorAnswer } from '../../../power/api/error-answer.ts';
import { PowerError, type PowerErrorCode } from '../../../power/errors.ts';

let log: jest.SpiedFunction<typeof console.error>;
beforeEach(() => {
  log = jest.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('an error of this room', () => {
  it.each<[PowerErrorCode, number]>([
    ['bad-json', 400],
    ['bad-request', 400],
    ['unknown-target', 404],
    ['not-found', 404],
    ['method-not-allowed', 405],
    ['held-off', 409],
    ['held-on', 409],
    ['too-large', 413],
    ['daily-cap', 429],
    ['bad-policy', 500],
    ['newer-version', 500],
    ['aws-failed', 502],
    ['busy', 503],
  ])('%s is answered with %d and its own words', (code, status) => {
    expect(errorAnswer(new PowerError(code, 'what to do'), 'visitor')).toEqual({
      status,
      body: { error: { code, message: 'what to do' } },
    });
    expect(log).not.toHaveBeenCalled();
  });

  it.each<PowerErrorCode>(['bad-name', 'bad-change', 'bad-environment'])(
    '%s is for programs only',
    (code) => {
      const error = new PowerError(code, 'a mistake of ours');
      expect(() => errorAnswer(error, 'person')).toThrow(error);
    },
  );
});

describe('an error of AWS', () => {
  const refusal = Object.assign(new Error('not authorized: arn:aws:iam::1:role/x'), {
    name: 'AccessDenied',
    $metadata: {},
  });

  it('is told to people and services with its words', () => {
    for (const by of ['person', 'service'] as const) {
      expect(errorAnswer(refusal, by)).toEqual({
        status: 502,
        body: {
          error: {
            code: 'aws-failed',
            message:
              'AWS refused or failed (AccessDenied: not authorized: arn:aws:iam::1:role/x). What was asked for, if it was recorded, is carried out by a later tick.',
          },
        },
      });
    }
    expect(log).toHaveBeenCalledWith(refusal);
  });

  it('is told to visitors by its name alone', () => {
    expect(errorAnswer(refusal, 'visitor').body.error.message).toBe(
      'AWS refused or failed (AccessDenied). What was asked for, if it was recorded, is carried out by a later tick.',
    );
  });
});

it.each([[new TypeError('x is not a function')], ['a text'], [{ $metadata: {} }], [undefined]])(
  'anything else is a mistake of ours and thrown on: %p',
  (mistake) => {
    let thrown: unknown = 'nothing';
    try {
      errorAnswer(mistake, 'person');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBe(mistake);
  },
);
