import { describe, expect, it } from '@jest/globals';
import { type Drought, YEAR } from '../../../cost/interruptions/droughts.ts';
import { liveYear } from '../../../cost/interruptions/live-year.ts';
import type { FallbackPolicy } from '../../../cost/interruptions/settings.ts';
import { QUIET_YEAR } from './quiet-year.ts';

/** Broker 0 is on demand; brokers 1 and 2 are spot. */
const POLICY: FallbackPolicy = {
  onDemandCount: 1,
  spotPatience: 600,
  backToSpotAfter: 3600,
  maxOnDemandHours: Infinity,
  replacement: 120,
};

const MINUTE = 1 / 60;

/** No capacity in a zone from an hour of the year on, for so many hours. */
const drought = (zone: number, from: number, lasts: number): Drought => ({ zone, from, until: from + lasts });

const live = (droughts: readonly Drought[], policy: Partial<FallbackPolicy> = {}) =>
  liveYear({ ...POLICY, ...policy }, droughts);

describe('a cluster that AWS takes nothing from', () => {
  it('is up for the whole year, with its brokers in their markets', () => {
    expect(live([])).toEqual(QUIET_YEAR);
  });

  it('does not notice a drought in the zone of a broker that is on demand', () => {
    expect(live([drought(0, 100, 5)])).toEqual(live([]));
  });
});

describe('a broker that is interrupted', () => {
  it('is back two minutes after its zone has capacity, and not billed before', () => {
    const year = live([drought(2, 100, 5 * MINUTE)]);
    expect(year).toMatchObject({ interruptions: 1, outages: 0, fallbackHours: 0 });
    expect(year.downHours).toBeCloseTo(7 * MINUTE, 9);
    expect(year.billed.spot).toBeCloseTo(2 * YEAR - 5 * MINUTE, 9);
  });

  it('falls back to on demand after ten minutes, and goes back an hour after that', () => {
    const year = live([drought(2, 100, 0.5)]);
    expect(year).toMatchObject({ interruptions: 1, returns: 1, outages: 0 });
    // Down for 10 + 2 minutes, and for 2 more while it goes back.
    expect(year.downHours).toBeCloseTo(14 * MINUTE, 9);
    expect(year.fallbackHours).toBeCloseTo(1, 9);
    expect(year.billed.onDemand).toBeCloseTo(YEAR + 1, 9);
  });

  it('stays on demand for as long as there is no spot instance to go back to', () => {
    const year = live([drought(2, 100, 3)]);
    expect(year).toMatchObject({ interruptions: 1, returns: 1, outages: 0 });
    expect(year.downHours).toBeCloseTo(14 * MINUTE, 9);
    expect(year.fallbackHours).toBeCloseTo(3 - 10 * MINUTE, 9);
  });

  it('waits for as long as it takes if it may not fall back', () => {
    const year = live([drought(2, 100, 3)], { spotPatience: Infinity });
    expect(year).toMatchObject({ returns: 0, fallbackHours: 0 });
    expect(year.downHours).toBeCloseTo(3 + 2 * MINUTE, 9);
  });

  it('loses the next instance too if that one is taken while it boots', () => {
    const year = live([drought(2, 100, 0), drought(2, 100 + MINUTE, 0)]);
    expect(year.interruptions).toBe(2);
    expect(year.downHours).toBeCloseTo(3 * MINUTE, 9);
  });

  it('has no capacity until the last of two droughts is over', () => {
    const year = live([drought(2, 100, 8 * MINUTE), drought(2, 100 + MINUTE, MINUTE)]);
    expect(year.interruptions).toBe(1);
    expect(year.downHours).toBeCloseTo(10 * MINUTE, 9);
  });
});

describe('writes', () => {
  const everywhere = [0, 1, 2].map((zone) => drought(zone, 100, 5 + zone));

  it.each([
    [0, 3],
    [1, 2],
  ])('are refused until one of the lost is back, with %d on demand', (onDemandCount, interruptions) => {
    const year = live(everywhere, { onDemandCount });
    expect(year).toMatchObject({ interruptions, outages: 1 });
    expect(year.outageHours).toBeCloseTo(12 * MINUTE, 9);
    expect(year.longestOutageHours).toBe(year.outageHours);
  });

  it('are accepted throughout with two on demand', () => {
    expect(live(everywhere, { onDemandCount: 2 })).toMatchObject({ interruptions: 1, outages: 0 });
  });

  it('are refused only while the second is down too', () => {
    const year = live([drought(1, 100, 9 * MINUTE), drought(2, 100 + 8 * MINUTE, 0)]);
    // One is down from minute 0 to 11, the other from 8 to 10.
    expect(year.outages).toBe(1);
    expect(year.outageHours).toBeCloseTo(2 * MINUTE, 9);
  });

  it('are accepted while brokers go back, since that is one at a time', () => {
    const year = live([drought(1, 100, 0.5), drought(2, 100 + MINUTE, 0.5)]);
    expect(year.returns).toBe(2);
    // From when the second is lost (minute 1) until the first is back (minute 12). An hour later the second waits its turn.
    expect(year.outages).toBe(1);
    expect(year.outageHours).toBeCloseTo(11 * MINUTE, 9);
  });
});

describe('a cap on hours on demand', () => {
  const threeHours = drought(1, 100, 3);

  it('sends a broker back when they are used up, whether there is spot capacity or not', () => {
    const year = live([threeHours], { maxOnDemandHours: 1 });
    expect(year).toMatchObject({ returns: 1, outages: 0 });
    expect(year.fallbackHours).toBeCloseTo(1, 6);
    // Down for 12 minutes; on demand from minute 10 to 70; then down until two minutes after the drought.
    expect(year.downHours).toBeCloseTo(12 * MINUTE + (3 - 70 * MINUTE) + 2 * MINUTE, 6);
  });

  it('lets nobody fall back after that', () => {
    const year = live([threeHours, drought(2, 200, 50 * MINUTE)], { maxOnDemandHours: 1 });
    expect(year.returns).toBe(1);
    expect(year.fallbackHours).toBeCloseTo(1, 6);
  });

  it('begins anew each month', () => {
    const lastOfMonth = drought(2, 729.5, 1.25);
    const year = live([threeHours, lastOfMonth], { maxOnDemandHours: 1 });
    // The last drought is sat out until the month ends at 730:00; then the broker is launched on demand at once.
    expect(year.returns).toBe(2);
    expect(year.fallbackHours).toBeCloseTo(2, 6);
  });

  it('sends back one broker at a time, so that no write is refused for it', () => {
    const both = [drought(1, 100, 5), drought(2, 101, 5)];
    expect(live(both, { maxOnDemandHours: 3 })).toMatchObject({ outages: 0 });
  });

  it('of no hours keeps everybody on spot', () => {
    const year = live([threeHours], { maxOnDemandHours: 0 });
    expect(year).toMatchObject({ returns: 0, fallbackHours: 0 });
    expect(year.downHours).toBeCloseTo(3 + 2 * MINUTE, 9);
  });
});
