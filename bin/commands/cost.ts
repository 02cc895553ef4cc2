import { readFile, writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { pageTables } from '../../cost/interruptions/page-tables.ts';
import { PAGE_RUNS, sweepTable } from '../../cost/interruptions/result-tables.ts';
import { describeYears } from '../../cost/interruptions/results.ts';
import {
  DEFAULT_MONTHLY_SHARE,
  DEFAULTS,
  hazardOf,
  type SimulationSettings,
} from '../../cost/interruptions/settings.ts';
import { simulateYears } from '../../cost/interruptions/simulate-years.ts';
import { summarise } from '../../cost/interruptions/summarise.ts';
import { THREE_BROKERS } from '../../cost/prices/cluster-bill.ts';
import { fillPage } from '../../cost/text/fill-page.ts';
import { count } from './shared-options.ts';

/** `catnap cost`: what it costs, before the deploy and without an account. */
export function costCommand(): Command {
  return new Command('cost')
    .description('tell what it costs, before the deploy and without an account')
    .addCommand(interruptionsCommand());
}

interface InterruptionsOptions extends Omit<SimulationSettings, 'hazard' | 'replacement'> {
  readonly interruptedPerMonth: number;
  readonly type: string;
  readonly years: number;
  readonly seed: number;
  readonly sweep?: boolean;
  readonly page?: string;
  readonly json?: boolean;
}

function interruptionsCommand(): Command {
  return new Command('interruptions')
    .description(
      'live through years of a three-broker cluster on spot instances, and tell what they were like',
    )
    .option(
      '--interrupted-per-month <share>',
      'of all spot instances, from 0 to 1',
      number,
      DEFAULT_MONTHLY_SHARE,
    )
    .option(
      '--common-share <share>',
      'of it, what strikes all zones at once, from 0 to 1',
      number,
      DEFAULTS.commonShare,
    )
    .option('--mean-drought <hours>', 'without spot capacity after it', number, DEFAULTS.meanDrought)
    .option('--on-demand-count <n>', 'brokers that are always on demand', number, DEFAULTS.onDemandCount)
    .option(
      '--spot-patience <seconds>',
      'until a broker falls back to on demand',
      number,
      DEFAULTS.spotPatience,
    )
    .option('--back-to-spot-after <seconds>', 'until it goes back', number, DEFAULTS.backToSpotAfter)
    .option('--max-on-demand-hours <hours>', 'of the fallback, a month', number, DEFAULTS.maxOnDemandHours)
    .option('--type <type>', 'of instance', THREE_BROKERS.type)
    .option('--years <n>', 'to live through', count, PAGE_RUNS.years)
    .option('--seed <n>', 'which years these are', count, PAGE_RUNS.seed)
    .option('--sweep', 'for a hazard up to twenty times as high and several shares')
    .option('--page <file>', 'write the tables of docs/interruptions.md, with their own settings')
    .option('--json', 'print the answer as JSON, for scripts')
    .action(simulate);
}

async function simulate(options: InterruptionsOptions): Promise<void> {
  const { interruptedPerMonth, type, years, seed, sweep, page, json, ...given } = options;
  if (page !== undefined) {
    await writeFile(page, fillPage(await readFile(page, 'utf8'), pageTables(PAGE_RUNS)));
    return;
  }
  const settings = {
    ...given,
    hazard: hazardOf(interruptedPerMonth),
    replacement: DEFAULTS.replacement,
  };
  const shape = { ...THREE_BROKERS, type };
  if (sweep) {
    console.log(sweepTable(settings, shape, { years, seed }));
    return;
  }
  const summary = summarise(simulateYears(settings, { years, seed }), shape);
  console.log(json ? JSON.stringify(summary, undefined, 2) : describeYears(summary));
}

/** A number, as an option's argument; what it may be is for the simulation to say. */
function number(given: string): number {
  const value = Number(given);
  if (given.trim() === '' || Number.isNaN(value)) {
    throw new InvalidArgumentError(`given ${given}, needs a number.`);
  }
  return value;
}
