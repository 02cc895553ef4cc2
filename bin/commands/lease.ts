import { Command } from 'commander';
import { bodyOf, type Status } from '../answer.ts';
import { openEnvironment } from '../environment.ts';
import { CommandError, EXIT } from '../exit.ts';
import { printStatus } from '../print-status.ts';
import { minutes, type SharedOptions, withSharedOptions } from './shared-options.ts';

interface LeaseOptions extends SharedOptions {
  minutes?: number;
  reason?: string;
  end?: true;
}

/** `catnap lease <id>`: keep it awake for a job, under the job's own name, or give that back. */
export function leaseCommand(): Command {
  return withSharedOptions(new Command('lease'))
    .description('wake it and keep it awake for a job; the same id again extends the lease')
    .argument('<id>', 'name of the job, such as nightly-import')
    .option('-m, --minutes <n>', 'how long the job may take', minutes)
    .option('--reason <text>', 'why, for those who look')
    .option('--end', 'the job is done: give the lease back')
    .action(async (id: string, options: LeaseOptions) => {
      const { target, minutes: asked, reason, end } = options;
      if ((asked === undefined) !== (end === true)) {
        throw new CommandError(EXIT.usage, 'lease needs either --minutes <n> or --end');
      }
      const environment = await openEnvironment(options);
      const answer = end
        ? await environment.ask('DELETE', '/lease', { body: { target, id } })
        : await environment.ask('POST', '/lease', { body: { target, id, minutes: asked, reason } });
      printStatus(bodyOf<Status>(answer), options);
    });
}
