import type { ClusterYear } from '../../../cost/interruptions/tally.ts';

/** A year in which AWS takes nothing, of three brokers of which one is on demand. */
export const QUIET_YEAR: ClusterYear = {
  interruptions: 0,
  returns: 0,
  outages: 0,
  outageHours: 0,
  longestOutageHours: 0,
  downHours: 0,
  fallbackHours: 0,
  billed: { spot: 2 * 8760, onDemand: 8760 },
};
