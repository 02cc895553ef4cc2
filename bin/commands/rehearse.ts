import { Command } from 'commander';
import { gatherPrograms } from '../../host/programs/gather-programs.ts';
import { describeParts } from '../../rehearsal/day/describe-parts.ts';
import { liveAClusterDay } from '../../rehearsal/day/live-a-cluster-day.ts';
import { liveADay } from '../../rehearsal/day/live-a-day.ts';
import { measureWakes, medianParts } from '../../rehearsal/day/measure-wakes.ts';
import { startTimeline } from '../../rehearsal/day/timeline.ts';
import { keepUp } from '../../rehearsal/keep-up.ts';
import { prepareEmulator, prepareJava } from '../../rehearsal/laptop/laptop.ts';
import { requireNode } from '../../rehearsal/laptop/node-version.ts';
import { lineProgress, type Progress } from '../../rehearsal/laptop/progress.ts';
import { findPython } from '../../rehearsal/laptop/python.ts';
import { prepareRedis } from '../../rehearsal/laptop/redis-server.ts';
import { type HostPrograms, type RehearsalHandle, startRehearsal } from '../../rehearsal/rehearsal.ts';
import { takeRehearsalFolder } from '../../rehearsal/rehearsal-folder.ts';
import { ONE_HOST, THREE_BROKERS } from '../../rehearsal/rehearsed-environment.ts';
import { untilBooted } from '../../rehearsal/until-booted.ts';
import { CATNAP_FOLDER, PROGRAMS_FOLDER } from '../paths.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { count } from './shared-options.ts';
import { strikeCommands } from './strike.ts';

interface RehearseOptions {
  cluster?: boolean;
  keep?: boolean;
  wakes?: number;
}

/** `catnap rehearse`: the stacks on this machine, and a day in their life. */
export function rehearseCommand(): Command {
  const command = new Command('rehearse')
    .description('deploy the stacks to this machine and live a day with them; needs no AWS account')
    .option('--cluster', 'three brokers on spot instances instead of one Kafka host')
    .option('--keep', 'stay up until Ctrl-C instead, for clients of yours')
    .option(
      '--wakes <n>',
      'instead, put it to sleep and wake it that often, and print what each part takes',
      count,
    )
    .action(async ({ cluster = false, keep = false, wakes }: RehearseOptions) => {
      const interruption = untilInterrupted();
      const folder = await takeRehearsalFolder(CATNAP_FOLDER);
      let rehearsal: RehearsalHandle | undefined;
      try {
        console.log('Getting what a rehearsal needs, into .catnap, and deploying to this machine:');
        const progress = lineProgress(console.log);
        requireNode(process.versions.node);
        const python = await findPython();
        const hosts = prepareHosts(python, progress);
        // Whoever needs them awaits them; should something else fail first, their own failure is no news.
        hosts.catch(() => undefined);
        const emulatorPython = await prepareEmulator(python, CATNAP_FOLDER, progress);
        rehearsal = await startRehearsal({
          environment: cluster ? THREE_BROKERS : ONE_HOST,
          folder,
          emulatorPython,
          hosts,
          progress,
          signal: interruption.signal,
        });
        await Promise.race([live(rehearsal), interruption.promise]);
      } finally {
        await rehearsal?.close();
        await folder.release();
        interruption.stop();
      }

      function live(deployed: RehearsalHandle): Promise<void> {
        if (keep) {
          return keepUp(deployed, folder, console.log);
        }
        if (wakes !== undefined) {
          return showWakes(deployed, wakes);
        }
        return cluster ? showAClusterDay(deployed) : showADay(deployed);
      }
    });
  for (const strike of strikeCommands()) command.addCommand(strike);
  return command;
}

async function prepareHosts(python: string, progress: Progress): Promise<HostPrograms> {
  const gathered = async () => {
    const java = await prepareJava(python, CATNAP_FOLDER, progress);
    await progress.step('what hosts run', () => gatherPrograms({ jars: java.jars, into: PROGRAMS_FOLDER }));
    return java;
  };
  const [java, redis] = await Promise.all([gathered(), prepareRedis(python, CATNAP_FOLDER, progress)]);
  return { ...java, redis, programs: PROGRAMS_FOLDER };
}

async function showWakes(rehearsal: RehearsalHandle, wakes: number): Promise<void> {
  await untilBooted(rehearsal);
  console.log('\nParts of each wake:');
  const measured = await measureWakes(rehearsal, wakes, (parts) => console.log(`  ${describeParts(parts)}`));
  console.log(`\nMedians of ${wakes}: ${describeParts(medianParts(measured))}`);
}

async function showADay(rehearsal: RehearsalHandle): Promise<void> {
  console.log('\nA day of Kafka, and of the events sent to it:');
  const { wake, parts } = await liveADay(rehearsal, startTimeline(console.log));
  console.log(
    `\nFrom the first event to the first record through Kafka: ${(wake / 1000).toFixed(1)} s (${describeParts(parts)}).` +
      '\nOn EC2 add what starting an instance takes there, about 17 s more (docs/operations.md).' +
      '\nStay with it: npm start -- --keep',
  );
}

async function showAClusterDay(rehearsal: RehearsalHandle): Promise<void> {
  console.log('\nA day of three brokers, and of those who send to them and read from them:');
  const { longestWait, whole, wake } = await liveAClusterDay(rehearsal, startTimeline(console.log));
  console.log(
    `\nOne broker was interrupted under load: the slowest acknowledgement took ${(longestWait / 1000).toFixed(2)} s, all ` +
      `replicas were in sync again after ${(whole / 1000).toFixed(1)} s. From the wake to the first record: ` +
      `${(wake / 1000).toFixed(1)} s.\nStay with it: npm start -- --cluster --keep`,
  );
}
