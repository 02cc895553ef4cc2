import { describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../collector/wake/wakeup-message.ts';

describe('a message on wakeup-ev', () => {
  it.each([
    ['{"client_id":"till-3"}', 'till-3'],
    ['{"client_id":17}', '17'],
    ['{"client_id":"till-3","since":"yesterday"}', 'till-3'],
    ['{"client_id":""}', undefined],
    [`{"client_id":"${'x'.repeat(257)}"}`, undefined],
    ['{"client_id":null}', undefined],
    ['{"client_id":{"a":1}}', undefined],
    ['{"client":"till-3"}', undefined],
    ['"till-3"', undefined],
    ['null', undefined],
    ['till-3', undefined],
    ['', undefined],
  ])('%s is of %s', (message, client) => {
    expect(clientOf(message)).toBe(client);
  });
});
