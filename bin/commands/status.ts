import { Command } from 'commander';
import { bodyOf, type Status } from '../answer.ts';
import { openEnvironment } from '../environment.ts';
import { printStatus } from '../print-status.ts';
import { type SharedOptions, withSharedOptions } from './shared-options.ts';

/** `catnap status`: who is awake, and why. It wakes nothing. */
export function statusCommand(): Command {
  return withSharedOptions(new Command('status'))
    .description('say who is awake, and why; wakes nothing')
    .action(async (options: SharedOptions) => {
      const environment = await openEnvironment(options);
      const query: Record<string, string> = options.target ? { target: options.target } : {};
      printStatus(bodyOf<Status>(await environment.ask('GET', '/status', { query })), options);
    });
}
