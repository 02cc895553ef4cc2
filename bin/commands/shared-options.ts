import { type Command, InvalidArgumentError, Option } from 'commander';
import type { EnvironmentOptions } from '../environment.ts';

/** Options of every command that talks to an environment. */
export interface SharedOptions extends EnvironmentOptions {
  target?: string;
  json?: boolean;
}

/** Adds them, so that they read the same everywhere. */
export function withSharedOptions(command: Command): Command {
  return command
    .addOption(new Option('-e, --env <name>', 'environment on AWS').default('dev').env('CATNAP_ENV'))
    .option('-r, --rehearsal [name]', 'talk to a rehearsal that is kept, instead of AWS')
    .option('-t, --target <name>', 'what to talk about; needed only where an environment has several')
    .option('--json', 'print the answer as JSON, for scripts');
}

/** Whole minutes from 1 on, as an option's argument. */
export function minutes(given: string): number {
  return wholeFromOne(given, 'whole minutes');
}

/** A whole number from 1 on, as an option's argument. */
export function count(given: string): number {
  return wholeFromOne(given, 'a whole number');
}

function wholeFromOne(given: string, what: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError(`given ${given}, needs ${what} from 1 on.`);
  }
  return value;
}
