import { describe, expect, it } from '@jest/globals';
import { verdictOn } from '../../../../bench/collector/chaos/verdict.ts';

const read = (...ids: string[]) => ids.map((id) => ({ key: id.charAt(0), id }));

describe('the verdict on what arrived', () => {
  it('finds nothing when everything arrived in order, however the keys are mixed', () => {
    const acknowledged = new Map([
      ['a', ['a1', 'a2']],
      ['b', ['b1', 'b2']],
    ]);
    expect(verdictOn(acknowledged, read('b1', 'a1', 'a2', 'b2'))).toEqual({
      acknowledged: 4,
      lost: [],
      disordered: [],
      repeats: 0,
    });
  });

  it('names what was acknowledged and is not there', () => {
    expect(verdictOn(new Map([['a', ['a1', 'a2', 'a3']]]), read('a1', 'a3'))).toMatchObject({ lost: ['a2'] });
  });

  it('names what came after a later one', () => {
    expect(verdictOn(new Map([['a', ['a1', 'a2', 'a3']]]), read('a2', 'a1', 'a3'))).toMatchObject({
      disordered: ['a2'],
      lost: [],
    });
  });

  it('allows repeats and counts them: the first of each counts for the order', () => {
    expect(verdictOn(new Map([['a', ['a1', 'a2']]]), read('a1', 'a2', 'a1'))).toMatchObject({
      disordered: [],
      repeats: 1,
    });
  });

  it('does not mind what arrived without an acknowledgement', () => {
    expect(verdictOn(new Map([['a', ['a1']]]), read('a0', 'a1'))).toMatchObject({ lost: [], disordered: [] });
  });
});
