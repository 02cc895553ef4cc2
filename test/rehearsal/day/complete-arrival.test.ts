import { describe, expect, it } from '@jest/globals';
import { completeArrival } from '../../../rehearsal/day/complete-arrival.ts';
import { numberedEvent } from '../../../rehearsal/day/numbered-events.ts';

const sent = new Map([['key-1', 3]]);
const arriving = (...numbers: number[]) => numbers.map((number) => numberedEvent('key-1', number));

describe('what arrived', () => {
  it('is complete with everything in order, repeats or not', () => {
    expect(completeArrival(sent, arriving(0, 1, 0, 1, 2), 1000)).toMatchObject({ events: 3, repeats: 2 });
  });

  it.each([
    ['one is missing', [0, 2], /of 3 events .* 1 did not arrive within 1 s \(key-1-1\), and 0 came after/],
    ['one was overtaken', [0, 2, 1], /0 did not arrive within 1 s \(\), and 1 came after .* \(key-1-1\)/],
  ])('is not when %s, which is named', (_, numbers, message) => {
    expect(() => completeArrival(sent, arriving(...numbers), 1000)).toThrow(
      expect.objectContaining({ code: 'events-differ', message: expect.stringMatching(message) }),
    );
  });
});
