import { Command } from 'commander';
import { bodyOf, type Status } from '../answer.ts';
import { openEnvironment } from '../environment.ts';
import { printStatus } from '../print-status.ts';
import { type SharedOptions, withSharedOptions } from './shared-options.ts';

/** `catnap sleep`: stop it although it is used, and keep it asleep until a person wakes it. */
export function sleepCommand(): Command {
  return withSharedOptions(new Command('sleep'))
    .description('put it to sleep, used or not, until a person wakes it')
    .action(async (options: SharedOptions) => {
      const environment = await openEnvironment(options);
      printStatus(
        bodyOf<Status>(await environment.ask('POST', '/sleep', { body: { target: options.target } })),
        options,
      );
    });
}
