import { describe, expect, it } from '@jest/globals';
import { until } from '../../rehearsal/until.ts';

describe('waiting for a condition', () => {
  it('ends as soon as there is something to return', async () => {
    const looks = [undefined, undefined, 'there'];
    expect(
      await until(() => Promise.resolve(looks.shift()), { what: 'it is there', timeout: 5000, every: 1 }),
    ).toBe('there');
    expect(looks).toEqual([]);
  });

  it('bears looks that fail, and names the last failure when time is up', async () => {
    const wait = until(() => Promise.reject(new Error('refused')), {
      what: 'it answers',
      timeout: 20,
      every: 1,
    });
    await expect(wait).rejects.toMatchObject({
      code: 'timed-out',
      message: expect.stringMatching(/until it answers; .*refused/),
    });
  });

  it('gives up early when waiting has become pointless', async () => {
    const wait = until(() => Promise.resolve(undefined), {
      what: 'never',
      timeout: 60_000,
      giveUp: () => new Error('it died'),
    });
    await expect(wait).rejects.toThrow('it died');
  });
});
