import { describe, expect, it } from '@jest/globals';
import { AuthenticationError, NetworkError, TimeoutError, UserError } from '@platformatic/kafka';
import { failureByCode, failureToAsk, failureToConnect } from '../../../balancer/platformatic/failure-of.ts';

function systemError(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code });
}

describe('a connection that could not be made', () => {
  it.each([
    ['ECONNREFUSED', 'connection-lost'],
    ['ECONNRESET', 'connection-lost'],
    ['EHOSTUNREACH', 'connection'],
    ['ENOTFOUND', 'connection'],
  ])('by %s is of the kind %s', (code, kind) => {
    const error = new NetworkError('Connection to b1:9092 failed.', { cause: systemError(code) });
    expect(failureToConnect(error)).toMatchObject({ kind, name: code, cause: error });
  });

  it.each([
    ['a time-out', new TimeoutError('Connection to b1:9092 timed out.'), 'connection'],
    ['a wrong password', new AuthenticationError('SASL authentication failed.'), 'denied'],
    [
      'TLS where there is none',
      new NetworkError('failed', {
        cause: new UserError('TLS handshake failed.', { cause: systemError('ECONNRESET') }),
      }),
      'foreign',
    ],
    ['a bug', new TypeError('x is not a function'), 'foreign'],
  ])('by %s: %#', (_what, error, kind) => {
    expect(failureToConnect(error).kind).toBe(kind);
  });
});

describe('a request that was not answered', () => {
  it.each([
    ['a connection that was closed', new NetworkError('Connection closed'), 'connection-lost'],
    [
      'a reset',
      new NetworkError('Connection error', { cause: systemError('ECONNRESET') }),
      'connection-lost',
    ],
    ['a time-out', new TimeoutError('Request timed out'), 'time-out'],
    ['a codec that is missing', new UserError('Avoid using lz4'), 'foreign'],
    ['a bug', new TypeError('x is not a function'), 'foreign'],
    ['something that is no error', 'oops', 'foreign'],
  ])('because of %s: %#', (_what, error, kind) => {
    expect(failureToAsk(error).kind).toBe(kind);
  });
});

describe('an error code in an answer', () => {
  it.each([
    [6, 'partition', 'NOT_LEADER_OR_FOLLOWER'],
    [7, 'time-out', 'REQUEST_TIMED_OUT'],
    [10, 'refused', 'MESSAGE_TOO_LARGE'],
    [29, 'denied', 'TOPIC_AUTHORIZATION_FAILED'],
    [9_999, 'foreign', 'error 9999'],
  ])('%i is %s: %s', (code, kind, name) => {
    expect(failureByCode(code)).toMatchObject({ kind, name });
  });

  it('keeps what the broker said of it', () => {
    expect(failureByCode(87, 'no key').cause).toEqual(new Error('no key'));
  });
});
