import { describe, expect, it } from '@jest/globals';
import { reportFor } from '../../../power/commands/report-for.ts';
import { ago, NOON, report } from '../samples.ts';

describe('the report for what a host says', () => {
  it('is by our clock, whatever else it says', () => {
    expect(reportFor({}, undefined, NOON)).toEqual({
      at: ago(0),
      bootId: 'reported',
      lastUsedAt: ago(0),
      ready: true,
      detail: { phase: 'serving' },
    });
  });

  it.each([
    ['now, if it is used', { used: true, lastUsedAt: ago(30) }, ago(0)],
    ['what it says', { lastUsedAt: ago(30) }, ago(30)],
    ['what it says, if it is not used', { used: false, lastUsedAt: ago(30) }, ago(30)],
    ['as before, if it does not say', { used: false }, ago(70)],
  ])('has as its last use %s', (_what, says, lastUsedAt) => {
    expect(reportFor(says, report(), NOON).lastUsedAt).toBe(lastUsedAt);
  });

  it('takes for used what it says nothing of at first: unknown is not idle', () => {
    expect(reportFor({ used: false }, undefined, NOON).lastUsedAt).toBe(ago(0));
  });

  it('tells a boot that is not over', () => {
    expect(reportFor({ ready: false }, undefined, NOON)).toMatchObject({
      ready: false,
      detail: { phase: 'booting' },
    });
  });

  it.each(['clean', 'unclean'] as const)('tells a %s stop, and cannot be ready then', (stopped) => {
    for (const ready of [undefined, true]) {
      expect(reportFor({ stopped, ready }, undefined, NOON)).toMatchObject({
        ready: false,
        stopped,
        detail: { phase: 'stopped' },
      });
    }
  });
});
