import { describe, expect, it } from '@jest/globals';
import { etaOf } from '../../power/eta.ts';
import { ago, transition } from './samples.ts';

const booting = { state: 'booting', since: ago(10), awake: true } as const;
const wakeOf = (seconds: number) => transition({ timings: { total: seconds * 1000 } });

describe('when it is expected to be online', () => {
  it('is a first guess while no wake is known', () => {
    expect(etaOf(booting, [])).toBe(ago(10 - 90));
    expect(etaOf(booting, [transition({ to: 'asleep' })])).toBe(ago(10 - 90));
  });

  it('is the median of past wakes, which one slow wake does not spoil', () => {
    expect(etaOf(booting, [wakeOf(400), wakeOf(31), wakeOf(35)])).toBe(ago(10 - 35));
    expect(etaOf(booting, [wakeOf(30), wakeOf(40)])).toBe(ago(10 - 35));
  });

  it('may have passed', () => {
    expect(etaOf({ ...booting, since: ago(50) }, [wakeOf(35)])).toBe(ago(15));
  });

  it('takes the rest of a stop into account, if it is wanted again', () => {
    expect(etaOf({ ...booting, state: 'stopping' }, [wakeOf(35)])).toBe(ago(10 - 95));
    expect(etaOf({ ...booting, state: 'stopping', awake: false }, [wakeOf(35)])).toBeUndefined();
  });

  it.each(['asleep', 'online', 'blocked'] as const)('is unknown or past when it is %s', (state) => {
    expect(etaOf({ ...booting, state }, [wakeOf(35)])).toBeUndefined();
  });
});
