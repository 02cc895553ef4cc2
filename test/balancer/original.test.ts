import { describe, expect, it } from '@jest/globals';
import { BalancedTopic } from './balanced-topic.ts';

const MINUTE = 60_000;

/** The two sequences that the tests of the original (a Go service framework's) go through, with its delay of a minute. */
describe('the original', () => {
  it('diverts a key after two errors, and takes it back two minutes later', () => {
    const topic = new BalancedTopic({ failureThreshold: 2, openMs: MINUTE });
    expect([topic.fails(4), topic.fails(4)]).toEqual([4, 4]);
    expect([topic.works(4), topic.works(4), topic.works(4)]).toEqual([5, 5, 5]);
    topic.pass(2 * MINUTE);
    expect([topic.works(4), topic.works(4)]).toEqual([4, 4]);
  });

  it('goes from partition to partition while each fails once, stays where it works, and returns after the delay', () => {
    const topic = new BalancedTopic({ failureThreshold: 1, openMs: MINUTE });
    const failed = Array.from({ length: 5 }, () => topic.fails(4));
    expect(failed).toEqual([4, 5, 0, 2, 1]);
    expect([topic.works(4), topic.works(4), topic.works(4)]).toEqual([3, 3, 3]);
    topic.pass(MINUTE);
    expect([topic.works(4), topic.works(4)]).toEqual([4, 4]);
  });
});
