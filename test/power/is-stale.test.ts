import { expect, it } from '@jest/globals';
import { isStale } from '../../power/is-stale.ts';
import { ago, NOON, report } from './samples.ts';

it('a report is stale after three minutes, and not before', () => {
  expect(isStale(report({ at: ago(180) }), NOON)).toBe(false);
  expect(isStale(report({ at: ago(180.001) }), NOON)).toBe(true);
});
