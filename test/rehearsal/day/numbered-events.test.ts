import { describe, expect, it } from '@jest/globals';
import { idsOf, judgeArrival, keyNames, numberedEvent } from '../../../rehearsal/day/numbered-events.ts';

const sent = new Map([
  ['key-1', 3],
  ['key-2', 2],
]);

/** Events by their ids, `key-1-0` and so on. */
const arriving = (...ids: string[]) =>
  ids.map((id) => numberedEvent(id.slice(0, -2), Number(id.slice(id.lastIndexOf('-') + 1))));

describe('events that were sent, held against what arrived', () => {
  it('are all there when each key has its own in order, whatever the order of the keys', () => {
    expect(judgeArrival(sent, arriving('key-2-0', 'key-1-0', 'key-1-1', 'key-2-1', 'key-1-2'))).toEqual({
      events: 5,
      repeats: 0,
      missing: [],
      overtaken: [],
    });
  });

  it('may arrive twice: a repeat is counted, and no disorder', () => {
    const again = arriving('key-1-0', 'key-1-1', 'key-1-0', 'key-1-1', 'key-1-2', 'key-2-0', 'key-2-1');
    expect(judgeArrival(sent, again)).toMatchObject({ events: 5, repeats: 2, missing: [], overtaken: [] });
  });

  it('are named when they are missing, or come after a later one', () => {
    expect(judgeArrival(sent, arriving('key-1-0', 'key-1-2', 'key-1-1', 'key-2-0'))).toEqual({
      events: 4,
      repeats: 0,
      missing: ['key-2-1'],
      overtaken: ['key-1-1'],
    });
  });

  it('have ids of their own', () => {
    expect(keyNames(2)).toEqual(['key-1', 'key-2']);
    expect(idsOf(sent)).toEqual(['key-1-0', 'key-1-1', 'key-1-2', 'key-2-0', 'key-2-1']);
  });
});
