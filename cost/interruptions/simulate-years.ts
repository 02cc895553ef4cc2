import { CostError } from '../errors.ts';
import { droughtsOfYear } from './droughts.ts';
import { liveYear } from './live-year.ts';
import { seededRandom } from './random.ts';
import { requireSettings, type SimulationSettings } from './settings.ts';
import type { ClusterYear } from './tally.ts';

/** How often to live through the year, and which years these are. */
export interface Runs {
  readonly years: number;
  /**
   * A whole number. The same seed gives the same years; two settings that differ in the policy alone meet the same
   * droughts.
   */
  readonly seed: number;
}

/**
 * Lives through seeded years of a three-broker cluster on spot instances.
 *
 * @throws CostError 'bad-settings' for what lies outside of its range.
 */
export function simulateYears(settings: SimulationSettings, { years, seed }: Runs): ClusterYear[] {
  requireSettings(settings);
  if (!Number.isInteger(years) || years < 1) {
    throw new CostError('bad-settings', `years is ${years}: give a whole number from 1 on`);
  }
  if (!Number.isInteger(seed)) {
    throw new CostError('bad-settings', `seed is ${seed}: give a whole number`);
  }
  return Array.from({ length: years }, (_, year) =>
    liveYear(settings, droughtsOfYear(settings, seededRandom(seed, year))),
  );
}
