import { afterEach, expect, it, jest } from '@jest/globals';

const waits: unknown[] = [];
jest.unstable_mockModule('node:timers/promises', () => ({
  setTimeout: (milliseconds: number) => {
    waits.push(milliseconds);
    return Promise.resolve();
  },
}));
const { pause } = await import('../../../power/store/pause.ts');

afterEach(() => {
  jest.restoreAllMocks();
});

it('whoever met a conflict waits by chance, up to 20 ms at first, and each time up to twice as long', async () => {
  jest.spyOn(Math, 'random').mockReturnValueOnce(1).mockReturnValueOnce(0.25).mockReturnValueOnce(0);
  for (const attempt of [1, 2, 3]) await pause(attempt);
  expect(waits).toEqual([20, 10, 0]);
});
