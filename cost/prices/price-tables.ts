import { dollars, percent } from '../text/figures.ts';
import { markdownTable } from '../text/markdown-table.ts';
import { type ClusterShape, monthlyBill, THREE_BROKERS } from './cluster-bill.ts';
import { PRICES } from './prices.ts';

/** The types of the broker size `small` for which the table has both prices. */
export const COMPARED_TYPES = ['t3.medium', 't3a.medium', 't3.large', 't3a.large'] as const;

/** What a choice of `onDemandCount` saves, against three brokers on demand; shares from 0 to 1. */
export interface Saving {
  readonly ofCompute: number;
  /** Of the whole bill, in which disks, addresses and the zone cost the same either way. */
  readonly ofTotal: number;
}

/** @throws CostError 'no-price' if the table lacks the type. */
export function savingOf(shape: ClusterShape, onDemandCount: number): Saving {
  const bill = monthlyBill(shape, onDemandCount);
  const onDemand = monthlyBill(shape, shape.brokers);
  return { ofCompute: 1 - bill.compute / onDemand.compute, ofTotal: 1 - bill.total / onDemand.total };
}

/** The prices that the other tables are made of, where each is from and of when. */
export function sourcesTable(): string {
  return markdownTable(
    ['price', 'dollars', 'source'],
    PRICES.map(({ name, dollars: price, source }) => [name, String(price), source]),
  );
}

/** Compute alone, a month, for each type: on demand, and with fewer and fewer brokers on demand. */
export function computeTable(): string {
  return markdownTable(
    ['type', 'three on demand', 'two', 'saved', 'one', 'saved', 'none', 'saved'],
    COMPARED_TYPES.map((type) => {
      const shape = { ...THREE_BROKERS, type };
      return [
        type,
        dollars(monthlyBill(shape, 3).compute),
        ...[2, 1, 0].flatMap((onDemandCount) => [
          dollars(monthlyBill(shape, onDemandCount).compute),
          percent(savingOf(shape, onDemandCount).ofCompute),
        ]),
      ];
    }),
  );
}

/** The whole bill of one type, line by line. */
export function billTable(shape: ClusterShape = THREE_BROKERS): string {
  return markdownTable(
    ['brokers on demand', 'compute', 'addresses', 'disks', 'zone', 'total', 'saved of the total'],
    [3, 2, 1, 0].map((onDemandCount) => {
      const { compute, addresses, disks, zone, total } = monthlyBill(shape, onDemandCount);
      const saved = percent(savingOf(shape, onDemandCount).ofTotal);
      return [String(onDemandCount), ...[compute, addresses, disks, zone, total].map(dollars), saved];
    }),
  );
}
