import { CostError } from '../errors.ts';
import table from './us-east-1.json' with { type: 'json' };

/** A month of AWS's price pages, in hours. */
export const HOURS_PER_MONTH = table.hoursPerMonth;

/** A gp3 volume within the baseline of 3000 IOPS and 125 MB/s, a GB and month. */
export const GP3_PER_GB_MONTH = table.storage.gp3PerGbMonth;

/** A public IPv4 address while it is attached. */
export const PUBLIC_IPV4_PER_HOUR = table.network.publicIpv4PerHour;

/** A private hosted zone of Route 53. */
export const ZONE_PER_MONTH = table.network.route53ZonePerMonth;

/** How an instance is bought. */
export type Market = 'spot' | 'on-demand';

const PER_HOUR: Readonly<Record<Market, Readonly<Record<string, unknown>>>> = {
  spot: table.spotPerHour,
  'on-demand': table.onDemandPerHour,
};

/**
 * What an hour of an instance costs in us-east-1, in US dollars. Spot prices move; the table has those of its date.
 *
 * @throws CostError 'no-price' if the table has none for this type, naming those that it has.
 */
export function instancePerHour(type: string, market: Market): number {
  const price = PER_HOUR[market][type];
  if (typeof price !== 'number') {
    throw new CostError(
      'no-price',
      `${type}: the table has no ${market} price for it; it has those of ${typesOf(market).join(', ')}`,
    );
  }
  return price;
}

function typesOf(market: Market): string[] {
  return Object.keys(PER_HOUR[market]).filter((type) => typeof PER_HOUR[market][type] === 'number');
}

const { karpenter, spotinfo, infracost, articles } = table.sources;

/** What a cluster is billed for, with the instances of one type as an example: where each price is from, and of when. */
export const PRICES: readonly {
  readonly name: string;
  readonly dollars: number;
  readonly source: string;
}[] = [
  {
    name: 't3.medium on demand, an hour',
    dollars: instancePerHour('t3.medium', 'on-demand'),
    source: karpenter,
  },
  { name: 't3.medium on spot, an hour', dollars: instancePerHour('t3.medium', 'spot'), source: spotinfo },
  { name: 'public IPv4, an hour', dollars: PUBLIC_IPV4_PER_HOUR, source: articles },
  { name: 'gp3, a GB and month', dollars: GP3_PER_GB_MONTH, source: infracost },
  { name: 'private zone, a month', dollars: ZONE_PER_MONTH, source: infracost },
  {
    name: 'traffic between zones, a GB, both sides',
    dollars: 2 * table.network.crossAzPerGbEachWay,
    source: infracost,
  },
];
