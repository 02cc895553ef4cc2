import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { YEAR } from '../../../cost/interruptions/droughts.ts';
import { DEFAULTS, type SimulationSettings } from '../../../cost/interruptions/settings.ts';
import { simulateYears } from '../../../cost/interruptions/simulate-years.ts';
import type { ClusterYear } from '../../../cost/interruptions/tally.ts';

const anySettings: fc.Arbitrary<SimulationSettings> = fc.record({
  hazard: fc.double({ min: 0, max: 0.02, noNaN: true }),
  commonShare: fc.double({ min: 0, max: 1, noNaN: true }),
  meanDrought: fc.double({ min: 0, max: 5, noNaN: true }),
  onDemandCount: fc.integer({ min: 0, max: 3 }),
  spotPatience: fc.constantFrom(0, 600, 3600, Infinity),
  backToSpotAfter: fc.constantFrom(0, 600, 3600, Infinity),
  maxOnDemandHours: fc.constantFrom(0, 5, Infinity),
  replacement: fc.constantFrom(0, 120, 600),
});

const anySeed = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** Holds for each of some years of any cluster. */
function always(
  settings: fc.Arbitrary<SimulationSettings>,
  promise: (year: ClusterYear, settings: SimulationSettings) => void,
): void {
  fc.assert(
    fc.property(settings, anySeed, (given, seed) => {
      for (const year of simulateYears(given, { years: 2, seed })) promise(year, given);
    }),
    { numRuns: 60 },
  );
}

const those = (fixed: Partial<SimulationSettings>) => anySettings.map((any) => ({ ...any, ...fixed }));

/** Sums of hours come from thousands of additions. */
const ROUNDING = 1e-6;

describe('whatever the settings', () => {
  it('every hour of every broker is billed or spent without an instance', () => {
    always(anySettings, ({ billed, downHours }) => {
      const total = billed.spot + billed.onDemand;
      expect(total).toBeLessThanOrEqual(3 * YEAR + ROUNDING);
      expect(total + downHours).toBeGreaterThanOrEqual(3 * YEAR - ROUNDING);
    });
  });

  it('what is billed on demand is what is meant to be and what fell back', () => {
    always(anySettings, ({ billed, fallbackHours }, { onDemandCount }) => {
      expect(Math.abs(billed.onDemand - onDemandCount * YEAR - fallbackHours)).toBeLessThan(ROUNDING);
    });
  });

  it('an outage takes two that are down', () => {
    always(anySettings, ({ outages, outageHours, longestOutageHours, downHours }) => {
      expect(2 * outageHours).toBeLessThanOrEqual(downHours + ROUNDING);
      expect(longestOutageHours).toBeLessThanOrEqual(outageHours);
      expect(outages === 0).toBe(outageHours === 0);
    });
  });

  it('the same seed gives the same years, also if there are more of them', () => {
    fc.assert(
      fc.property(anySettings, anySeed, (settings, seed) => {
        const more = simulateYears(settings, { years: 4, seed });
        expect(simulateYears(settings, { years: 2, seed })).toEqual(more.slice(0, 2));
      }),
      { numRuns: 20 },
    );
  });
});

describe('there is no write outage', () => {
  it.each([2, 3])('with %d brokers on demand', (onDemandCount) => {
    always(those({ onDemandCount }), ({ outages }) => expect(outages).toBe(0));
  });

  it('without a hazard', () => {
    always(those({ hazard: 0 }), (year) => {
      expect(year).toMatchObject({ interruptions: 0, outages: 0, downHours: 0, fallbackHours: 0 });
    });
  });
});

describe('nobody runs on demand who is meant to be spot', () => {
  it.each([
    ['if patience has no end', { spotPatience: Infinity }],
    ['if the cap is none', { maxOnDemandHours: 0 }],
    ['if there is always capacity', { meanDrought: 0 }],
  ])('%s', (_, fixed) => {
    always(those(fixed), ({ fallbackHours }) => expect(fallbackHours).toBe(0));
  });
});

/**
 * Without the fallback there are closed forms. Droughts of a zone are an M/M/∞ queue, and a broker is up if none of them
 * began so lately that it, and the replacement after it, still lasts. So k given brokers are all up with probability
 * exp(−λ (k (1 − c) (μ + r) + c (H_k μ + r))), where H_k μ is the mean of the longest of k droughts that begin together.
 */
describe('a cluster that never falls back is down as often as mathematics say:', () => {
  const cases: Partial<SimulationSettings>[] = [
    { hazard: 0.01, commonShare: 0, meanDrought: 0.7 },
    { hazard: 0.02, commonShare: 0, meanDrought: 1.1 },
    { hazard: 0.01, commonShare: 0.25, meanDrought: 0.7 },
    { hazard: 0.01, commonShare: 0.5, meanDrought: 0.3 },
    { hazard: 0.01, commonShare: 1, meanDrought: 0.7 },
    { hazard: 0.05, commonShare: 0.5, meanDrought: 5 },
    { hazard: 0.01, commonShare: 0.5, meanDrought: 0 },
    { hazard: 0.01, commonShare: 0.5, meanDrought: 0.7, replacement: 0 },
    { hazard: 0.01, commonShare: 0.5, meanDrought: 0.7, onDemandCount: 1 },
    { hazard: 0.02, commonShare: 0, meanDrought: 0.7, onDemandCount: 1 },
  ];

  it.each(cases)('%j', (given) => {
    const settings = { ...DEFAULTS, onDemandCount: 0, ...given, spotPatience: Infinity };
    const years = simulateYears(settings, { years: 100, seed: 1 });
    const spot = 3 - settings.onDemandCount;
    const upTogether = probabilityUp(settings);
    const outage =
      spot === 3 ? 1 - 3 * upTogether(2) + 2 * upTogether(3) : 1 - 2 * upTogether(1) + upTogether(2);

    expectMean(
      years.map(({ downHours }) => downHours),
      spot * YEAR * (1 - upTogether(1)),
    );
    expectMean(
      years.map(({ outageHours }) => outageHours),
      YEAR * outage,
    );
    // An instance is there to be taken unless its zone is in a drought already.
    expectMean(
      years.map(({ interruptions }) => interruptions),
      spot * YEAR * settings.hazard * Math.exp(-settings.hazard * settings.meanDrought),
    );
  });

  function probabilityUp({ hazard, commonShare, meanDrought, replacement }: SimulationSettings) {
    const pause = replacement / 3600;
    return (brokers: 1 | 2 | 3) => {
      const harmonic = [1, 3 / 2, 11 / 6][brokers - 1] ?? Number.NaN;
      const own = brokers * (1 - commonShare) * (meanDrought + pause);
      const common = commonShare * (harmonic * meanDrought + pause);
      return Math.exp(-hazard * (own + common));
    };
  }
});

describe('a cluster that falls back', () => {
  it('is down in a rare common shock until the first of two has capacity or patience ends', () => {
    const settings: SimulationSettings = { ...DEFAULTS, hazard: 5e-4, commonShare: 1, onDemandCount: 1 };
    const [patience, pause] = [settings.spotPatience / 3600, settings.replacement / 3600];
    // The mean of the first of two exponential draws, cut off by patience; shocks on top of one another are left out.
    const half = settings.meanDrought / 2;
    const lasts = half * (1 - Math.exp(-patience / half)) + pause;
    expectMean(
      simulateYears(settings, { years: 1000, seed: 1 }).map(({ outageHours }) => outageHours),
      settings.hazard * YEAR * lasts,
    );
  });
});

/** That a mean of these, which the seed determines, is within four standard errors of what it should be. */
function expectMean(values: readonly number[], expected: number): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / values.length) + ROUNDING);
}
