import { expect, it } from '@jest/globals';
import { isDeeperThan } from '../../../collector/intake/is-deeper-than.ts';

const nested = (depth: number) => JSON.parse(`${'{"a":['.repeat(depth / 2)}1${']}'.repeat(depth / 2)}`);

it('counts objects and arrays in one another', () => {
  expect(isDeeperThan(0, 1)).toBe(false);
  expect(isDeeperThan(0, {})).toBe(true);
  expect(isDeeperThan(4, [nested(2), nested(2), 1])).toBe(false);
  expect(isDeeperThan(4, nested(4))).toBe(false);
  expect(isDeeperThan(4, nested(6))).toBe(true);
});

it('looks no deeper than that', () => {
  expect(isDeeperThan(64, nested(1_000_000))).toBe(true);
});
