import { describe, expect, it } from '@jest/globals';
import { afterProbe, type ServiceHealth } from '../../host/service-health.ts';

const BOOTING: ServiceHealth = { state: 'awaited', since: 0, message: 'connection refused' };

/** How Kafka is after probes, each at its second: true if it answered. */
function healthAfter(
  first: ServiceHealth,
  ...probes: readonly (readonly [second: number, answers: boolean])[]
): string[] {
  let health = first;
  return probes.map(([second, answers]) => {
    health = afterProbe(health, answers ? undefined : 'timed out', second * 1000);
    return health.state;
  });
}

describe('Kafka', () => {
  it('is awaited until it answers for the first time', () => {
    expect(healthAfter(BOOTING, [1, false], [60, false], [61, true])).toEqual([
      'awaited',
      'awaited',
      'ready',
    ]);
  });

  it('that was ready is doubted, not given up, when a probe fails under load', () => {
    expect(healthAfter({ state: 'ready' }, [20, false], [21, false], [22, true], [40, false])).toEqual([
      'doubted',
      'doubted',
      'ready',
      'doubted',
    ]);
  });

  it('that has not answered for ten seconds is not ready', () => {
    expect(healthAfter({ state: 'ready' }, [20, false], [29.9, false], [30, false])).toEqual([
      'doubted',
      'doubted',
      'awaited',
    ]);
  });

  it('once given up is awaited until it answers again', () => {
    expect(healthAfter({ state: 'ready' }, [0, false], [10, false], [11, false], [12, true])).toEqual([
      'doubted',
      'awaited',
      'awaited',
      'ready',
    ]);
  });

  it('says why it is not ready', () => {
    expect(afterProbe({ state: 'ready' }, 'timed out', 5)).toEqual({
      state: 'doubted',
      since: 5,
      message: 'timed out',
    });
  });
});
