import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { measureStalls } from '../../bench/cluster/stalls.ts';
import { endure } from '../../bench/collector/chaos/endure.ts';
import type { RoundResult } from '../../bench/collector/chaos/round.ts';
import { compareCollectors } from '../../bench/collector/compare.ts';
import { soak } from '../../bench/collector/soak.ts';
import type { Tools } from '../../bench/collector/tools.ts';
import { asOnHost } from '../../bench/processes/program.ts';
import { bundleCollector } from '../../host/programs/bundle-collector.ts';
import { prepareJava } from '../../rehearsal/laptop/laptop.ts';
import { lineProgress } from '../../rehearsal/laptop/progress.ts';
import { findPython } from '../../rehearsal/laptop/python.ts';
import { prepareRedis } from '../../rehearsal/laptop/redis-server.ts';
import { CommandError, EXIT } from '../exit.ts';
import { CATNAP_FOLDER } from '../paths.ts';
import { count } from './shared-options.ts';

/** `catnap bench`: figures, measured on this machine. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('measure on this machine: real processes, medians of interleaved rounds')
    .addCommand(collectorBench())
    .addCommand(soakBench())
    .addCommand(chaosBench())
    .addCommand(stallsBench());
}

function collectorBench(): Command {
  return new Command('collector')
    .description('events per CPU-second and latency of the collector, beside a bare node:http server')
    .option('--rounds <n>', 'rounds, of which the medians are taken', count, 5)
    .option('--seconds <n>', 'length of one run of one server', count, 5)
    .action(async ({ rounds, seconds }: { rounds: number; seconds: number }) => {
      await withTools((tools) => compareCollectors({ tools, rounds, seconds, print: console.log }));
    });
}

function soakBench(): Command {
  return new Command('soak')
    .description('12 million events an hour, Kafka awake and then asleep; then what arrived')
    .option('--minutes <n>', 'of each part', count, 10)
    .action(async ({ minutes }: { minutes: number }) => {
      await withTools((tools) => soak({ tools, minutes, print: console.log }));
    });
}

interface ChaosOptions {
  rounds: number;
  seed: number;
  strikes: number;
  keys: number;
}

function chaosBench(): Command {
  return new Command('chaos')
    .description('kill collector, Redis and Kafka at random moments under load, and tell what arrived')
    .option('--rounds <n>', 'rounds', count, 20)
    .option('--seed <n>', 'plans the faults', count, 1)
    .option('--strikes <n>', 'faults in a round', count, 6)
    .option('--keys <n>', 'senders, each with a key of its own', count, 20)
    .action(async (options: ChaosOptions) => {
      let broken = 0;
      await withTools((tools) =>
        endure({
          ...options,
          tools,
          each: (result, round) => {
            if (result.lost.length + result.disordered.length > 0) broken += 1;
            console.log(`round ${round}: ${describe(result)}`);
          },
        }),
      );
      if (broken > 0) {
        throw new CommandError(
          EXIT.failed,
          `the promise was broken in ${broken} of ${options.rounds} rounds`,
        );
      }
      console.log(`${options.rounds} rounds: every acknowledged event arrived, in order within its key`);
    });
}

function stallsBench(): Command {
  return new Command('stalls')
    .description("how long producers wait when a broker of three dies, beside Kafka's own time-outs")
    .option('--rounds <n>', 'rounds, of which medians and worst are taken', count, 10)
    .action(async ({ rounds }: { rounds: number }) => {
      const progress = lineProgress(console.log);
      const java = await prepareJava(await findPython(), CATNAP_FOLDER, progress);
      await measureStalls({ java, rounds, print: console.log });
    });
}

function describe({ acknowledged, lost, disordered, repeats, faults, answers }: RoundResult): string {
  return (
    `${acknowledged} acknowledged, ${lost.length} lost, ${disordered.length} out of order, ${repeats} repeats; ` +
    `${faults.join(', ')}; answers ${JSON.stringify(answers)}` +
    [...lost.slice(0, 3), ...disordered.slice(0, 3)].map((id) => ` ${id}`).join('')
  );
}

/** Gets what the benchmarks run, as hosts have it, and takes away afterwards what they wrote. */
async function withTools(work: (tools: Tools) => Promise<void>): Promise<void> {
  const progress = lineProgress(console.log);
  const python = await findPython();
  const java = await prepareJava(python, CATNAP_FOLDER, progress);
  const redisServer = await prepareRedis(python, CATNAP_FOLDER, progress);
  await mkdir(CATNAP_FOLDER, { recursive: true });
  const folder = await mkdtemp(join(CATNAP_FOLDER, 'bench-'));
  try {
    for (const { name, contents } of await bundleCollector()) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), contents);
    }
    await work({ java, redisServer, folder, collector: asOnHost(join(folder, 'collector.mjs')) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
