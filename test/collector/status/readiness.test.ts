import { describe, expect, it } from '@jest/globals';
import { readinessOf } from '../../../collector/status/readiness.ts';

describe('whether the collector can keep its promise now', () => {
  it('is ready while events go to the sink, or to the buffer', () => {
    expect(readinessOf({ why: 'Kafka sleeps' }, false)).toEqual({ ready: true, why: 'Kafka sleeps' });
  });

  it('is not while it would refuse the next event, and says why', () => {
    const refusing = { code: 'full', message: 'Redis is full' } as const;
    expect(readinessOf({ why: 'Kafka sleeps', refusing }, false)).toEqual({
      ready: false,
      why: 'Redis is full',
    });
  });

  it('is not when it is about to exit', () => {
    expect(readinessOf({ why: 'Kafka is awake' }, true)).toEqual({
      ready: false,
      why: 'it is about to exit',
    });
  });
});
