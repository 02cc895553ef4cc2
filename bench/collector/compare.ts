import { median } from '../../power/median.ts';
import { endingAll } from '../processes/ending-all.ts';
import type { Contender } from './contender.ts';
import { startContenders } from './contenders.ts';
import { type Drive, type Measured, measure } from './measure.ts';
import type { Tools } from './tools.ts';

/** Requests a second of 12 million events an hour, and connections of which each has one request at a time. */
const STEADY = { rate: 3_333, connections: 64 };
const FLAT_OUT = { connections: 64 };

/** Events are numbered on, so that no two runs send the same. */
const NUMBERS = 10_000_000;

export interface CompareProps {
  readonly tools: Tools;
  readonly rounds: number;
  /** Of one run of one contender. */
  readonly seconds: number;
  readonly print: (line: string) => void;
}

/**
 * Drives every contender in turn, round after round, at a steady rate and as fast as it answers, and prints medians. What
 * the machine does meanwhile hits all of them alike, so the ratios to the bare server mean more than the figures.
 */
export function compareCollectors({ tools, rounds, seconds, print }: CompareProps): Promise<void> {
  return endingAll(async (started) => {
    const contenders = await startContenders(tools, started);
    let first = 0;
    const run = async (drive: Omit<Drive, 'first'>): Promise<Runs> => {
      const runs: Runs = new Map(contenders.map((contender) => [contender, []]));
      for (let round = 0; round <= rounds; round++) {
        for (const contender of contenders) {
          first += NUMBERS;
          const measured = await measure(contender, { ...perRequest(drive, contender), first });
          // In the first one the compiler and the connections warm up.
          if (round > 0) runs.get(contender)?.push(measured);
        }
      }
      return runs;
    };
    print(`${STEADY.rate} events a second, ${rounds} rounds of ${seconds} s each, medians:`);
    table(await run({ ...STEADY, seconds }), print);
    print(`\nas fast as ${FLAT_OUT.connections} connections get answers:`);
    table(await run({ ...FLAT_OUT, seconds }), print);
  });
}

type Runs = Map<Contender, Measured[]>;

/** The rate is one of events, however many are in a request. */
function perRequest(drive: Omit<Drive, 'first'>, { events }: Contender): Omit<Drive, 'first'> {
  return drive.rate === undefined ? drive : { ...drive, rate: drive.rate / events };
}

function table(runs: Runs, print: (line: string) => void): void {
  const [bare] = runs.keys();
  const reference = bare && medianOf(runs.get(bare), (one) => one.eventsPerCpuSecond);
  print(
    row('', [
      'events/s',
      'CPU',
      'events/CPU-s',
      'of bare',
      's/million',
      'RSS MB',
      'p50 ms',
      'p99',
      'p99.9',
      'else',
    ]),
  );
  for (const [{ name }, measured] of runs) {
    const of = (read: (one: Measured) => number) => medianOf(measured, read);
    const perCpu = of((one) => one.eventsPerCpuSecond);
    print(
      row(name, [
        of((one) => one.eventsPerSecond).toFixed(0),
        of((one) => one.cpuShare).toFixed(3),
        perCpu.toFixed(0),
        (perCpu / (reference ?? Number.NaN)).toFixed(2),
        (1e6 / perCpu).toFixed(0),
        of((one) => one.residentMegabytes).toFixed(0),
        of((one) => one.milliseconds.p50).toFixed(1),
        of((one) => one.milliseconds.p99).toFixed(1),
        of((one) => one.milliseconds.p999).toFixed(1),
        otherAnswers(measured),
      ]),
    );
  }
}

function medianOf(measured: readonly Measured[] = [], read: (one: Measured) => number): number {
  return median(measured.map(read)) ?? Number.NaN;
}

/** What was answered apart from 201, by how often. */
function otherAnswers(measured: readonly Measured[]): string {
  const counts: Record<string, number> = {};
  for (const { answers } of measured) {
    for (const [answer, count] of Object.entries(answers)) counts[answer] = (counts[answer] ?? 0) + count;
  }
  delete counts['201'];
  return (
    Object.entries(counts)
      .map(([answer, count]) => `${answer}: ${count}`)
      .join(' ') || '-'
  );
}

function row(name: string, columns: readonly string[]): string {
  return `  ${name.padEnd(28)}${columns.map((column) => column.padStart(13)).join('')}`;
}
