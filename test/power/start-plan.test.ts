import { describe, expect, it } from '@jest/globals';
import { policyOf } from '../../power/parse-policy.ts';
import { newFailedStart, ownSize, refusedAgain, startPlan } from '../../power/start-plan.ts';
import { ago, instance, NOON, POLICY, trouble } from './samples.ts';

const asleep = instance({ state: 'stopped' });
const fallback = policyOf({ size: 't3.medium', fallbackSizes: ['t3a.medium', 't3.large'] });

describe('the next start', () => {
  it('is at once and with its own size, if AWS has refused nothing', () => {
    expect(startPlan(undefined, POLICY, asleep)).toEqual({ size: 't3.medium' });
    expect(startPlan(undefined, fallback, instance({ type: 't3.large' }))).toEqual({ size: 't3.medium' });
  });

  it.each([
    [1, 30],
    [2, 60],
    [3, 120],
    [5, 480],
    [6, 900],
    [60, 900],
  ])('comes after %d refusals %d seconds behind the last one', (refusals, pause) => {
    expect(startPlan(trouble({ refusals, at: ago(60) }), POLICY, asleep)).toEqual({
      size: 't3.medium',
      notBefore: ago(60 - pause),
    });
  });

  it('does not let somebody who asks after the last refusal wait for longer than the first time', () => {
    const long = trouble({ refusals: 9, at: ago(60) });
    const notBefore = (askedAt: string) => startPlan(long, POLICY, asleep, askedAt).notBefore;
    expect(notBefore(ago(59))).toBe(ago(30));
    expect(notBefore(ago(60))).toBe(ago(60 - 900));
  });

  it.each([
    [1, 't3.medium'],
    [2, 't3.medium'],
    [3, 't3a.medium'],
    [4, 't3.large'],
    [5, 't3.medium'],
    [6, 't3a.medium'],
    [8, 't3.medium'],
  ])('after %d refusals is with %s: thrice its own size, then all in turn', (refusals, size) => {
    expect(startPlan(trouble({ refusals }), fallback, asleep).size).toBe(size);
  });

  it('gives a fallback size that is its own no second turn', () => {
    const policy = policyOf({ fallbackSizes: ['t3.medium', 't3.large'] });
    const sizes = [3, 4, 5].map((refusals) => startPlan(trouble({ refusals }), policy, asleep).size);
    expect(sizes).toEqual(['t3.large', 't3.medium', 't3.large']);
  });

  it('is with its own size again and again if there are no others, or if others would not help', () => {
    for (const refusals of [3, 4, 7]) {
      expect(startPlan(trouble({ refusals }), POLICY, asleep).size).toBe('t3.medium');
      expect(startPlan(trouble({ refusals, code: 'quota' }), fallback, asleep).size).toBe('t3.medium');
      expect(startPlan(trouble({ refusals, code: 'start-failed' }), fallback, asleep).size).toBe('t3.medium');
    }
  });
});

describe('its own size', () => {
  it.each([
    ['what the deploy gave, while it has a fallback size', 't3.large', 't3.medium'],
    ['what it has, if that is none of the fallback sizes: a deploy chose it', 't3.small', 't3.small'],
    ['what it has, if it has it', 't3.medium', 't3.medium'],
  ])('is %s', (_what, type, own) => {
    expect(ownSize(fallback, instance({ type }))).toBe(own);
  });

  it('is what it has if the deploy does not say', () => {
    const silent = policyOf({ fallbackSizes: ['t3.large'] });
    expect(ownSize(silent, instance({ type: 't3.large' }))).toBe('t3.large');
  });
});

describe('refusals', () => {
  const refusal = { refused: 'quota', text: 'you have 8 vCPUs' } as const;

  it('are counted, with the last one’s time and words', () => {
    const first = refusedAgain(undefined, refusal, NOON);
    expect(first).toEqual({ refusals: 1, at: ago(0), code: 'quota', text: 'you have 8 vCPUs' });
    expect(refusedAgain(trouble({ refusals: 4 }), refusal, NOON)).toEqual({ ...first, refusals: 5 });
  });

  it('are also starts that AWS accepted and gave up on, once each', () => {
    const failed = instance({ launchTime: ago(60), stopped: { by: 'failed-start', why: 'no key' } });
    const refused = { refused: 'start-failed', text: 'no key' };
    expect(newFailedStart(undefined, failed)).toEqual(refused);
    expect(newFailedStart(trouble({ at: ago(61) }), failed)).toEqual(refused);
    expect(newFailedStart(trouble({ at: ago(60) }), failed)).toBeUndefined();
  });

  it('are no other stops', () => {
    expect(newFailedStart(undefined, asleep)).toBeUndefined();
    expect(newFailedStart(undefined, instance({ stopped: { by: 'user', why: 'stop' } }))).toBeUndefined();
  });
});
