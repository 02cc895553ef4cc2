import { THREE_BROKERS } from '../prices/cluster-bill.ts';
import { billTable, computeTable, sourcesTable } from '../prices/price-tables.ts';
import { fallbackTable, onDemandCountTable, sweepTable } from './result-tables.ts';
import { DEFAULTS } from './settings.ts';
import type { Runs } from './simulate-years.ts';

/** The tables of docs/interruptions.md by the names of their markers. */
export function pageTables(runs: Runs): Record<string, string> {
  return {
    sources: sourcesTable(),
    compute: computeTable(),
    bill: billTable(),
    sweep: sweepTable(DEFAULTS, THREE_BROKERS, runs),
    'on-demand-count': onDemandCountTable(runs),
    fallback: fallbackTable(runs),
  };
}
