import { exponential, type Random } from './random.ts';
import { type SpotMarket, ZONES } from './settings.ts';

/** A year, in hours, as AWS bills it: twelve months of 730. */
export const YEAR = 8760;

/**
 * A time in which a zone has no spot capacity for us. It begins by taking away the spot instance that runs there, which is
 * what an interruption is. Hours since the year began.
 */
export interface Drought {
  /** 0, 1 or 2. */
  readonly zone: number;
  readonly from: number;
  readonly until: number;
}

/**
 * The droughts of a year, by when they begin. Each zone has its own, and a common shock begins one in every zone at once
 * (Marshall and Olkin's shock model: a spot instance meets the same hazard whatever the share of common shocks). How long
 * one lasts does not depend on the others; those of one zone may overlap.
 */
export function droughtsOfYear(market: SpotMarket, random: Random): Drought[] {
  const zones = Array.from({ length: ZONES }, (_, zone) => zone);
  const drought = (zone: number, from: number): Drought => ({
    zone,
    from,
    until: from + exponential(random, market.meanDrought),
  });
  const own = zones.flatMap((zone) =>
    shocks(market.hazard * (1 - market.commonShare), random).map((from) => drought(zone, from)),
  );
  const common = shocks(market.hazard * market.commonShare, random).flatMap((from) =>
    zones.map((zone) => drought(zone, from)),
  );
  return [...own, ...common].toSorted((one, other) => one.from - other.from);
}

/** When the events of a Poisson process happen within a year. */
function shocks(rate: number, random: Random): number[] {
  const moments: number[] = [];
  if (rate === 0) return moments;
  for (let at = exponential(random, 1 / rate); at < YEAR; at += exponential(random, 1 / rate)) {
    moments.push(at);
  }
  return moments;
}
