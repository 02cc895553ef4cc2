import { describe, expect, it } from '@jest/globals';
import { nextStep } from '../../../rehearsal/machine/reconcile.ts';

describe('what is done about an instance', () => {
  it.each([
    ['pending', undefined, 'wait'],
    ['running', undefined, 'start'],
    ['running', 'starting', 'wait'],
    ['running', 'on', 'refresh'],
    ['running', 'failed', 'wait'],
    ['running', 'ending', 'wait'],
    ['stopping', 'starting', 'wait'],
    ['stopping', 'on', 'power-off'],
    ['stopping', 'ending', 'wait'],
    ['stopping', 'failed', 'report-off'],
    ['stopping', undefined, 'report-off'],
    ['stopped', undefined, 'wait'],
    ['stopped', 'on', 'power-off'],
    ['stopped', 'failed', 'forget'],
    ['shutting-down', 'on', 'power-off'],
    ['shutting-down', undefined, 'report-off'],
    [undefined, 'on', 'power-off'],
    [undefined, 'failed', 'forget'],
    [undefined, undefined, 'wait'],
  ] as const)('that is %s with a machine that is %s: %s', (state, phase, step) => {
    expect(nextStep(state, phase)).toBe(step);
  });
});
