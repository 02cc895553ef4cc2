import { type BrokersPolicy, DEFAULT_BROKERS_POLICY } from '../../power/policy.ts';
import { CostError } from '../errors.ts';

/** What AWS does: when it takes spot instances away, and for how long it then has none. */
export interface SpotMarket {
  /** Interruptions of one spot instance, an hour. See `hazardOf`. */
  readonly hazard: number;
  /**
   * The share of them, 0 to 1, that strike the spot instances of all zones in the same moment. Public traces
   * (skypilot-org/spot-traces) have 0.12 to 0.31 for r5 and 0.39 to 0.49 for V100.
   */
  readonly commonShare: number;
  /**
   * Hours until the zone has spot capacity again, on average (exponential); 0: at once. The same traces have 0.3 to 1.1.
   */
  readonly meanDrought: number;
}

/** What catnap does about it: the cluster's policy, as `power/market/` carries it out. */
export interface FallbackPolicy
  extends Pick<BrokersPolicy, 'onDemandCount' | 'spotPatience' | 'backToSpotAfter' | 'maxOnDemandHours'> {
  /** Seconds from when there is capacity until the broker is back in sync: launch, boot, disk, catching up. */
  readonly replacement: number;
}

/** One setting of the simulation. */
export interface SimulationSettings extends SpotMarket, FallbackPolicy {}

/** The cluster has a broker in each of so many zones. */
export const ZONES = 3;

/** Brokers down at once from which on writes are refused: RF 3 with `min.insync.replicas=2`. */
export const DOWN_FOR_OUTAGE = 2;

/** Hours. */
const MONTH = 730;

/**
 * The hazard that interrupts such a share of instances within a month of 730 hours, which is what AWS's Spot Instance
 * Advisor tells: −ln(1 − share) / 730.
 *
 * @throws CostError 'bad-settings' for a share below 0, or from 1 on: all of them within a month is no hazard.
 */
export function hazardOf(monthlyShare: number): number {
  if (!(monthlyShare >= 0 && monthlyShare < 1)) {
    throw new CostError(
      'bad-settings',
      `a share of ${monthlyShare} interrupted within a month: give one from 0 up to but not including 1`,
    );
  }
  return -Math.log(1 - monthlyShare) / MONTH;
}

/** The share of instances that a hazard interrupts within a month of 730 hours. */
export function monthlyShareOf(hazard: number): number {
  return 1 - Math.exp(-hazard * MONTH);
}

/** The upper end of the best band of the Spot Instance Advisor: so large a share is interrupted within a month. */
export const DEFAULT_MONTHLY_SHARE = 0.05;

/** The Advisor's best band, the middle of the traces and their fastest replacement, and the policy's defaults. */
export const DEFAULTS: SimulationSettings = {
  hazard: hazardOf(DEFAULT_MONTHLY_SHARE),
  commonShare: 0.25,
  meanDrought: 0.7,
  onDemandCount: DEFAULT_BROKERS_POLICY.onDemandCount,
  spotPatience: DEFAULT_BROKERS_POLICY.spotPatience,
  backToSpotAfter: DEFAULT_BROKERS_POLICY.backToSpotAfter,
  maxOnDemandHours: DEFAULT_BROKERS_POLICY.maxOnDemandHours,
  replacement: 120,
};

const RANGES: readonly (readonly [name: keyof SimulationSettings, least: number, most: number])[] = [
  ['hazard', 0, 1],
  ['commonShare', 0, 1],
  ['meanDrought', 0, 8760],
  ['onDemandCount', 0, ZONES],
  ['spotPatience', 0, Infinity],
  ['backToSpotAfter', 0, Infinity],
  ['maxOnDemandHours', 0, Infinity],
  ['replacement', 0, 86_400],
];

/** @throws CostError 'bad-settings' naming the first that lies outside of its range. */
export function requireSettings(settings: SimulationSettings): void {
  for (const [name, least, most] of RANGES) {
    const given = settings[name];
    // Put so that NaN is refused too.
    if (!(given >= least && given <= most)) {
      throw new CostError('bad-settings', `${name} is ${given}: give a number from ${least} to ${most}`);
    }
  }
  if (!Number.isInteger(settings.onDemandCount)) {
    throw new CostError('bad-settings', `onDemandCount is ${settings.onDemandCount}: give a whole number`);
  }
}
