import { type ClusterShape, THREE_BROKERS } from '../prices/cluster-bill.ts';
import { percent } from '../text/figures.ts';
import { markdownTable } from '../text/markdown-table.ts';
import { RESULTS } from './results.ts';
import { DEFAULTS, monthlyShareOf, type SimulationSettings } from './settings.ts';
import { type Runs, simulateYears } from './simulate-years.ts';
import { summarise } from './summarise.ts';

/** The runs behind the tables of docs/interruptions.md. */
export const PAGE_RUNS: Runs = { years: 1000, seed: 1 };

const HAZARD_FACTORS = [1, 2, 5, 10, 20];
const COMMON_SHARES = [0, 0.25, 0.5];

/** A year that is bad and believable: five times the hazard, half of it in all zones at once. */
const BAD: SimulationSettings = { ...DEFAULTS, hazard: 5 * DEFAULTS.hazard, commonShare: 0.5 };

/** A hazard from good to absurd, and how much of it strikes all zones at once. */
export function sweepTable(base: SimulationSettings, shape: ClusterShape, runs: Runs): string {
  return table(
    ['hazard', 'interrupted a month', 'in all zones at once'],
    HAZARD_FACTORS.flatMap((factor) =>
      COMMON_SHARES.map((commonShare) => {
        const hazard = base.hazard * factor;
        return {
          cells: [`×${factor}`, percent(monthlyShareOf(hazard)), percent(commonShare)],
          settings: { ...base, hazard, commonShare },
        };
      }),
    ),
    shape,
    runs,
  );
}

/** What each broker on demand is good for, in the default year and in a bad one. */
export function onDemandCountTable(runs: Runs): string {
  return table(
    ['brokers on demand', 'year'],
    [0, 1, 2, 3].flatMap((onDemandCount) => [
      { cells: [String(onDemandCount), 'default'], settings: { ...DEFAULTS, onDemandCount } },
      { cells: [String(onDemandCount), 'bad'], settings: { ...BAD, onDemandCount } },
    ]),
    THREE_BROKERS,
    runs,
  );
}

/** What the fallback to on demand is good for, in a bad year, with no droughts, short and long ones. */
export function fallbackTable(runs: Runs): string {
  const patience: [string, number][] = [
    ['after 1 min', 60],
    ['after 10 min', 600],
    ['after 1 h', 3600],
    ['never', Infinity],
  ];
  return table(
    ['no spot capacity for', 'falls back'],
    [
      { cells: ['no time', 'need not'], settings: { ...BAD, meanDrought: 0 } },
      ...[0.3, 1.1].flatMap((meanDrought) =>
        patience.map(([falls, spotPatience]) => ({
          cells: [`${meanDrought} h`, falls],
          settings: { ...BAD, meanDrought, spotPatience },
        })),
      ),
    ],
    THREE_BROKERS,
    runs,
  );
}

interface Row {
  readonly cells: readonly string[];
  readonly settings: SimulationSettings;
}

function table(header: readonly string[], rows: readonly Row[], shape: ClusterShape, runs: Runs): string {
  return markdownTable(
    [...header, ...RESULTS.map(({ name }) => name)],
    rows.map(({ cells, settings }) => {
      const summary = summarise(simulateYears(settings, runs), shape);
      return [...cells, ...RESULTS.map(({ text }) => text(summary))];
    }),
  );
}
