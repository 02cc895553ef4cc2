import { describe, expect, it } from '@jest/globals';
import { sortRejected } from '../../../collector/delivery/dead-letter.ts';
import { record } from '../fixtures/records.ts';

describe('rejected records', () => {
  it('become dead letters with the reason; those that were some already are hopeless', () => {
    const event = record('a', { key: 'k' });
    const deadLetter = { record: record('b', { lane: 'dead-letter' }), reason: 'too large' };
    const sorted = sortRejected([{ record: event, reason: 'no such topic' }, deadLetter]);
    expect(sorted.deadLetters).toEqual([
      { ...event, lane: 'dead-letter', headers: { ...event.headers, 'dead-letter-reason': 'no such topic' } },
    ]);
    expect(sorted.hopeless).toEqual([deadLetter]);
  });
});
