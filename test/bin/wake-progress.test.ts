import { describe, expect, it } from '@jest/globals';
import { bar } from '../../bin/wake-progress.ts';
import { aStatus } from './a-status.ts';

describe('the bar of a wake', () => {
  const began = Date.parse('2026-11-21T12:00:00Z');
  const booting = aStatus({ state: 'booting', eta: '2026-11-21T12:00:20Z' });

  it('fills towards the estimate', () => {
    expect(bar(booting, began, began + 10_000)).toBe(
      '[###############---------------] booting, about 10 s left',
    );
  });

  it('is never full before it is online', () => {
    expect(bar(booting, began, began + 60_000)).toMatch(/#-\] booting, any moment now/);
  });

  it('needs no estimate', () => {
    expect(bar(aStatus({ state: 'booting' }), began, began + 3000)).toBe('booting, 3 s');
  });
});
