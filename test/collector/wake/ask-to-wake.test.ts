import { describe, expect, it } from '@jest/globals';
import { askToWake, readAnswer } from '../../../collector/wake/ask-to-wake.ts';
import { wakeRequest } from '../../../collector/wake/invoke-wake.ts';
import type { ApiAnswer } from '../../../power/api/api.ts';

const answer = (status: number, body: object): ApiAnswer => ({
  status,
  headers: {},
  body: JSON.stringify(body),
});

describe('an answer of the wake function', () => {
  it.each([
    [
      'accepted, with the time at which it should be up',
      answer(202, { state: 'booting', reason: 'woken by a service', eta: '2026-01-01T00:01:00Z' }),
      { is: 'accepted', text: 'woken by a service', eta: '2026-01-01T00:01:00Z' },
    ],
    [
      'accepted though it is up already',
      answer(202, { state: 'online', reason: 'used a second ago' }),
      { is: 'accepted', text: 'used a second ago', eta: undefined },
    ],
    [
      'held off by a person',
      answer(409, { error: { code: 'held-off', message: 'A person wants it asleep.' } }),
      { is: 'held-off', text: 'held-off: A person wants it asleep.' },
    ],
    [
      'past the daily cap',
      answer(429, { error: { code: 'daily-cap', message: 'Woken 20 times today.' } }),
      { is: 'failed', text: 'daily-cap: Woken 20 times today.' },
    ],
    [
      'of an unknown target',
      answer(404, { error: { code: 'unknown-target', message: 'There is no kafak.' } }),
      { is: 'failed', text: 'unknown-target: There is no kafak.' },
    ],
  ])('%s', (_, given, read) => {
    expect(readAnswer(given)).toEqual(read);
  });
});

describe('asking to wake', () => {
  const request = wakeRequest('kafka', 'events wait', 'service');

  it('sends the target, the reason and who asks', async () => {
    const asked: unknown[] = [];
    await askToWake((sent) => {
      asked.push(sent);
      return Promise.resolve(answer(202, {}));
    }, request);
    const body = { target: 'kafka', reason: 'events wait' };
    expect(asked).toEqual([{ method: 'POST', path: '/wake', body, by: 'service' }]);
  });

  it('shortens a reason to what the wake function takes', () => {
    expect(wakeRequest('kafka', 'x'.repeat(300), 'visitor').body.reason).toHaveLength(200);
  });

  it('fails with the reason when the function cannot be invoked', async () => {
    const cause = new Error('connect ECONNREFUSED');
    const invoke = () => Promise.reject(new Error('no answer.', { cause }));
    expect(await askToWake(invoke, request)).toEqual({
      is: 'failed',
      text: 'no answer: connect ECONNREFUSED',
    });
  });

  it('fails when what the function says is no JSON', async () => {
    const invoke = () => Promise.resolve({ status: 502, headers: {}, body: '<html>' });
    expect(await askToWake(invoke, request)).toMatchObject({ is: 'failed' });
  });

  it('ends at its deadline when the function hangs, and tells the invocation so', async () => {
    let told: AbortSignal | undefined;
    const hang = (_: unknown, signal: AbortSignal) => {
      told = signal;
      return new Promise<never>(() => {});
    };
    expect(await askToWake(hang, request, 20)).toEqual({
      is: 'failed',
      text: 'the wake function did not answer within 20 ms',
    });
    expect(told?.aborted).toBe(true);
  });
});
