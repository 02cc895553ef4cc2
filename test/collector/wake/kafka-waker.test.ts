import { describe, expect, it } from '@jest/globals';
import type { WakeRequest } from '../../../collector/wake/invoke-wake.ts';
import { isTimeToAsk, KafkaWaker } from '../../../collector/wake/kafka-waker.ts';
import type { ApiAnswer } from '../../../power/api/api.ts';
import { HandClock } from '../fixtures/hand-clock.ts';

/** A waker with a wake function that answers when the test says what. */
function makeWaker() {
  const clock = new HandClock();
  const asked: WakeRequest[] = [];
  const counted: string[] = [];
  const said: string[] = [];
  const answers: ((answer: ApiAnswer) => void)[] = [];
  const waker = new KafkaWaker({
    target: 'kafka',
    clock,
    metrics: { woken: (answer) => counted.push(answer) },
    log: (line) => said.push(line),
    invoke(request) {
      asked.push(request);
      return new Promise((resolve) => answers.push(resolve));
    },
  });
  const answer = async (status: number, body: object) => {
    answers.shift()?.({ status, headers: {}, body: JSON.stringify(body) });
    await clock.advance(0);
  };
  return { waker, clock, asked, counted, said, answer };
}

const ACCEPTED = { reason: 'woken by a service', eta: '2026-01-01T00:01:00Z' };
const HELD_OFF = { error: { code: 'held-off', message: 'A person wants it asleep.' } };

describe('a waker of Kafka', () => {
  it('asks nobody while nobody wants it', () => {
    const { waker, asked } = makeWaker();
    expect(waker.state).toEqual({ is: 'unasked' });
    expect(asked).toEqual([]);
  });

  it('asks once, as a service, however many events want it', async () => {
    const { waker, clock, asked, counted, said, answer } = makeWaker();
    for (let event = 0; event < 1000; event++) waker.wanted('no connection');
    expect(waker.state).toEqual({ is: 'asked', at: '2026-01-01T00:00:00.000Z', why: 'no connection' });
    await clock.advance(100);
    await answer(202, ACCEPTED);
    for (let event = 0; event < 1000; event++) waker.wanted('no connection');
    const body = { target: 'kafka', reason: 'events wait for it' };
    expect(asked).toEqual([{ method: 'POST', path: '/wake', body, by: 'service' }]);
    expect(waker.state).toEqual({
      is: 'accepted',
      text: 'woken by a service',
      eta: '2026-01-01T00:01:00Z',
      at: '2026-01-01T00:00:00.000Z',
      why: 'no connection',
    });
    expect(counted).toEqual(['accepted']);
    expect(said).toEqual(['kafka was asked to wake (no connection): accepted, woken by a service']);
  });

  it('asks again after a minute, while it is still wanted', async () => {
    const { waker, clock, asked, answer } = makeWaker();
    waker.wanted('no connection');
    await answer(202, ACCEPTED);
    await clock.advance(59_999);
    waker.wanted('no connection');
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    expect(asked).toHaveLength(1);
    waker.wanted('events still wait');
    expect(asked).toHaveLength(2);
  });

  it('says that a person holds it off, and finds out when that is over', async () => {
    const { waker, clock, said, counted, answer } = makeWaker();
    waker.wanted('no connection');
    await answer(409, HELD_OFF);
    expect(waker.state).toMatchObject({ is: 'held-off', text: 'held-off: A person wants it asleep.' });
    expect(said).toEqual([
      'kafka was asked to wake (no connection): held-off, held-off: A person wants it asleep.',
    ]);
    await clock.advance(60_000);
    waker.wanted('no connection');
    await answer(202, ACCEPTED);
    expect(waker.state).toMatchObject({ is: 'accepted' });
    expect(counted).toEqual(['held-off', 'accepted']);
  });

  it('tries again sooner when nobody heard it', async () => {
    const { waker, clock, asked, answer } = makeWaker();
    waker.wanted('no connection');
    await answer(502, { error: { code: 'aws-failed', message: 'AWS refused.' } });
    expect(waker.state).toMatchObject({ is: 'failed', text: 'aws-failed: AWS refused.' });
    await clock.advance(10_000);
    waker.wanted('no connection');
    expect(asked).toHaveLength(2);
  });
});

describe('whether it is time to ask', () => {
  it.each([
    ['unasked', 0, true],
    ['asked', 3_600_000, false],
    ['accepted', 59_999, false],
    ['accepted', 60_000, true],
    ['held-off', 59_999, false],
    ['held-off', 60_000, true],
    ['failed', 9_999, false],
    ['failed', 10_000, true],
  ] as const)('%s, %i ms ago: %s', (state, since, expected) => {
    expect(isTimeToAsk(state, since)).toBe(expected);
  });
});
