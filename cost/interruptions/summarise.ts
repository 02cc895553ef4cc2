import { type ClusterShape, clusterBill } from '../prices/cluster-bill.ts';
import { type Spread, spreadOf } from './spread.ts';
import type { ClusterYear } from './tally.ts';

/** What many years were like. Hours are those of a year. */
export interface YearsSummary {
  readonly interruptions: Spread;
  /** The share of years in which there was a write outage. */
  readonly yearsWithOutage: number;
  readonly outageHours: Spread;
  /** The longest single outage of all these years. */
  readonly longestOutageHours: number;
  readonly fallbackHours: Spread;
  /** Dollars a month, of instances alone. */
  readonly compute: Spread;
  /** Dollars a month: instances, addresses, disks and the zone. */
  readonly total: Spread;
}

const MONTHS = 12;

/** Sums up at least one year of a cluster of this shape. */
export function summarise(years: readonly ClusterYear[], shape: ClusterShape): YearsSummary {
  const spread = (figure: (year: ClusterYear) => number) => spreadOf(years.map(figure));
  const bill = ({ billed }: ClusterYear) => clusterBill(shape, billed, MONTHS);
  return {
    interruptions: spread((year) => year.interruptions),
    yearsWithOutage: years.filter((year) => year.outages > 0).length / years.length,
    outageHours: spread((year) => year.outageHours),
    longestOutageHours: spread((year) => year.longestOutageHours).most,
    fallbackHours: spread((year) => year.fallbackHours),
    compute: spread((year) => bill(year).compute / MONTHS),
    total: spread((year) => bill(year).total / MONTHS),
  };
}
