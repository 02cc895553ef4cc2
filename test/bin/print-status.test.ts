import { describe, expect, it } from '@jest/globals';
import type { Status } from '../../bin/answer.ts';
import { describeStatus } from '../../bin/print-status.ts';
import { bar } from '../../bin/wake-progress.ts';

const asleep: Status = { target: 'kafka', state: 'asleep', reason: 'nobody used it for 5 min' };

describe('what a person reads', () => {
  it('names the target, the state and the reason', () => {
    expect(describeStatus(asleep)).toBe('kafka: asleep\n  nobody used it for 5 min');
  });

  it('tells the last transitions with the parts of a wake', () => {
    const text = describeStatus({
      ...asleep,
      timeline: [
        {
          at: '2026-11-21T12:00:00Z',
          from: 'booting',
          to: 'online',
          reason: 'a record went through',
          timings: { ec2: 16_400, kafka: 2_900 },
        },
      ],
    });
    expect(text).toMatch(/booting → online \(ec2 16\.4 s, kafka 2\.9 s\): a record went through/);
  });
});

describe('the bar of a wake', () => {
  const began = Date.parse('2026-11-21T12:00:00Z');
  const booting: Status = { target: 'kafka', state: 'booting', eta: '2026-11-21T12:00:20Z' };

  it('fills towards the estimate', () => {
    expect(bar(booting, began, began + 10_000)).toBe(
      '[###############---------------] booting, about 10 s left',
    );
  });

  it('is never full before it is online', () => {
    expect(bar(booting, began, began + 60_000)).toMatch(/#-\] booting, any moment now/);
  });

  it('needs no estimate', () => {
    expect(bar({ target: 'kafka', state: 'booting' }, began, began + 3000)).toBe('booting, 3 s');
  });
});
