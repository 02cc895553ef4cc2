import { describe, expect, it } from '@jest/globals';
import { BalancedProducer } from '../../../balancer/producer/balanced-producer.ts';
import { parseProducerOptions } from '../../../balancer/producer/options.ts';
import { FakeKafka } from './fake-kafka.ts';
import { HandClock } from './hand-clock.ts';

describe('options of a producer', () => {
  it('have defaults, those of the balancer among them', () => {
    expect(parseProducerOptions()).toEqual({
      failureThreshold: 3,
      openMs: 10_000,
      maxOpenMs: 60_000,
      strictKeyOrder: false,
      divert: true,
      requestTimeoutMs: 5_000,
      probeTimeoutMs: 1_000,
      deliveryTimeoutMs: 30_000,
      retryBackoffMs: 100,
      metadataMaxAgeMs: 30_000,
      refreshMs: 500,
      batchBytes: 524_288,
      bufferBytes: 33_554_432,
    });
  });

  it('follow the time-out of requests', () => {
    expect(parseProducerOptions({ requestTimeoutMs: 60_000 })).toMatchObject({ deliveryTimeoutMs: 60_000 });
    expect(parseProducerOptions({ requestTimeoutMs: 200 })).toMatchObject({ probeTimeoutMs: 200 });
  });

  const nonsense: [object, string][] = [
    [{ requestTimeoutMs: 9 }, 'requestTimeoutMs must be a whole number from 10 to 600000, not 9.'],
    [
      { deliveryTimeoutMs: 4_999 },
      'deliveryTimeoutMs must be a whole number from 5000 to 3600000, not 4999.',
    ],
    [{ probeTimeoutMs: 5_001 }, 'probeTimeoutMs must be a whole number from 10 to 5000, not 5001.'],
    [{ retryBackoffMs: 0 }, 'retryBackoffMs must be a whole number from 1 to 60000, not 0.'],
    [{ metadataMaxAgeMs: -1 }, 'metadataMaxAgeMs must be a whole number from 100 to 3600000, not -1.'],
    [
      { refreshMs: Number.POSITIVE_INFINITY },
      'refreshMs must be a whole number from 10 to 60000, not Infinity.',
    ],
    [{ batchBytes: '1MB' }, 'batchBytes must be a whole number from 1 to 104857600, not "1MB".'],
    [{ bufferBytes: null }, 'bufferBytes must be a whole number from 1 to 2147483647, not null.'],
    [{ openMs: 0 }, 'openMs must be a whole number from 1 to 3600000, not 0.'],
    [
      { failureTreshold: 1 },
      'There is no option failureTreshold; there are failureThreshold, openMs, maxOpenMs, strictKeyOrder, divert, ' +
        'requestTimeoutMs, probeTimeoutMs, deliveryTimeoutMs, retryBackoffMs, metadataMaxAgeMs, refreshMs, batchBytes, ' +
        'bufferBytes.',
    ],
  ];
  it.each(nonsense)('refuse %o', (options, message) => {
    const clock = new HandClock();
    expect(() => new BalancedProducer({ client: new FakeKafka(clock), clock, options })).toThrow(
      expect.objectContaining({ code: 'bad-option', message }),
    );
  });
});
