import { describe, expect, it } from '@jest/globals';
import { exponential, seededRandom } from '../../../cost/interruptions/random.ts';

const DRAWS = 100_000;

function draws(seed: number, stream: number): number[] {
  const random = seededRandom(seed, stream);
  return Array.from({ length: DRAWS }, random);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a seeded stream of random numbers', () => {
  it('is the same each time', () => {
    expect(draws(7, 3).slice(0, 100)).toEqual(draws(7, 3).slice(0, 100));
  });

  it('is uniform: every hundredth of [0, 1) gets its share', () => {
    const counts = new Array<number>(100).fill(0);
    for (const value of draws(1, 0))
      counts[Math.floor(value * 100)] = (counts[Math.floor(value * 100)] ?? 0) + 1;
    // Chi-square with 99 degrees of freedom: 99 ± 14; these draws are always the same.
    const expected = DRAWS / 100;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeGreaterThan(55);
    expect(chiSquare).toBeLessThan(150);
  });

  it.each([
    ['the next stream of the same seed', [1, 1]],
    ['the same stream of the next seed', [2, 0]],
  ] as const)('has nothing to do with %s', (_, [seed, stream]) => {
    const [one, other] = [draws(1, 0), draws(seed, stream)];
    const products = one.map((value, index) => (value - 0.5) * ((other[index] ?? 0) - 0.5));
    expect(Math.abs(mean(products) * 12)).toBeLessThan(4 / Math.sqrt(DRAWS));
  });

  it('has no memory from one number to the next', () => {
    const values = draws(1, 0);
    const products = values.slice(1).map((value, index) => (value - 0.5) * ((values[index] ?? 0) - 0.5));
    expect(Math.abs(mean(products) * 12)).toBeLessThan(4 / Math.sqrt(DRAWS));
  });
});

describe('an exponential draw', () => {
  it('has the mean that was asked for, and a median of ln 2 of it', () => {
    const random = seededRandom(1, 0);
    const values = Array.from({ length: DRAWS }, () => exponential(random, 3));
    expect(mean(values)).toBeCloseTo(3, 1);
    expect(values.toSorted((a, b) => a - b)[DRAWS / 2]).toBeCloseTo(3 * Math.LN2, 1);
    expect(Math.min(...values.slice(0, 1000))).toBeGreaterThanOrEqual(0);
  });

  it('is 0 if the mean is', () => {
    expect(exponential(seededRandom(1, 0), 0)).toBeCloseTo(0);
  });
});
