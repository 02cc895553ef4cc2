import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { bodyOf, type Status } from '../answer.ts';
import { openEnvironment, type RemoteEnvironment } from '../environment.ts';
import { CommandError, EXIT } from '../exit.ts';
import { printStatus } from '../print-status.ts';
import { wakeProgress } from '../wake-progress.ts';
import { minutes, type SharedOptions, withSharedOptions } from './shared-options.ts';

interface WakeOptions extends SharedOptions {
  minutes?: number;
  reason?: string;
  wait: boolean;
}

/** Pause between two looks. Milliseconds. */
const LOOK_EVERY = 1000;

/** Nobody waits longer for a wake; past it something is wrong and `catnap status` says what. Milliseconds. */
const PATIENCE = 10 * 60_000;

/** `catnap wake`: start what sleeps, and wait until a record goes through. */
export function wakeCommand(): Command {
  return withSharedOptions(new Command('wake'))
    .description('wake it, and wait until a record goes through it')
    .option('-m, --minutes <n>', 'stay awake at least that long', minutes)
    .option('--reason <text>', 'why, for whoever reads the history')
    .option('--no-wait', 'return at once')
    .action(async (options: WakeOptions) => {
      const environment = await openEnvironment(options);
      const { target, minutes: atLeast, reason } = options;
      const answer = await environment.ask('POST', '/wake', { body: { target, minutes: atLeast, reason } });
      const asked = bodyOf<Status>(answer);
      printStatus(
        options.wait ? await untilOnline(environment, asked, target, options.json === true) : asked,
        options,
      );
    });
}

async function untilOnline(
  environment: RemoteEnvironment,
  asked: Status,
  target: string | undefined,
  quiet: boolean,
): Promise<Status> {
  const began = Date.now();
  const progress = wakeProgress(quiet);
  for (let status = asked; ; ) {
    progress.show(status);
    if (status.state === 'online') {
      progress.end();
      return status;
    }
    if (status.state === 'blocked' || Date.now() - began > PATIENCE) {
      progress.end();
      throw new CommandError(
        EXIT.timedOut,
        `${status.target} is ${status.state}: ${status.reason ?? 'no reason given'}`,
      );
    }
    await sleep(LOOK_EVERY);
    status = bodyOf<Status>(await environment.ask('GET', '/status', { query: target ? { target } : {} }));
  }
}
