import { describe, expect, it } from '@jest/globals';
import { droughtsOfYear, YEAR } from '../../../cost/interruptions/droughts.ts';
import { seededRandom } from '../../../cost/interruptions/random.ts';
import type { SpotMarket } from '../../../cost/interruptions/settings.ts';

const MARKET: SpotMarket = { hazard: 0.01, commonShare: 0.25, meanDrought: 0.5 };

const droughts = (market: Partial<SpotMarket> = {}) =>
  droughtsOfYear({ ...MARKET, ...market }, seededRandom(1, 0));

describe('the droughts of a year', () => {
  it('come in their order, within the year, to all zones', () => {
    const all = droughts();
    expect(all).toEqual(all.toSorted((one, other) => one.from - other.from));
    expect(all.every(({ from, until }) => from >= 0 && from < YEAR && until >= from)).toBe(true);
    expect(new Set(all.map(({ zone }) => zone))).toEqual(new Set([0, 1, 2]));
  });

  it.each([0, 0.25, 1])('strike each zone with the same hazard if the common share is %d', (commonShare) => {
    for (const zone of [0, 1, 2]) {
      const count = droughts({ commonShare }).filter((drought) => drought.zone === zone).length;
      // A Poisson count: mean 87.6, deviation 9.4; these years are always the same.
      expect(Math.abs(count - MARKET.hazard * YEAR)).toBeLessThan(3 * Math.sqrt(MARKET.hazard * YEAR));
    }
  });

  it('begin in all zones at once if the common share is 1, and each ends for itself', () => {
    const all = droughts({ commonShare: 1 });
    const together = Map.groupBy(all, ({ from }) => from);
    for (const group of together.values()) {
      expect(group.map(({ zone }) => zone)).toEqual([0, 1, 2]);
      expect(new Set(group.map(({ until }) => until)).size).toBe(3);
    }
  });

  it('never begin together if it is 0', () => {
    const all = droughts({ commonShare: 0 });
    expect(new Set(all.map(({ from }) => from)).size).toBe(all.length);
  });

  it('do not come if there is no hazard', () => {
    expect(droughts({ hazard: 0 })).toEqual([]);
  });

  it('are over at once if there is always capacity', () => {
    expect(droughts({ meanDrought: 0 }).every(({ from, until }) => from === until)).toBe(true);
  });
});
