import { Command, InvalidArgumentError } from 'commander';
import { bodyOf, type Status } from '../answer.ts';
import { openEnvironment } from '../environment.ts';
import { CommandError, EXIT } from '../exit.ts';
import { printStatus } from '../print-status.ts';
import { minutes, type SharedOptions, withSharedOptions } from './shared-options.ts';

interface HoldOptions extends SharedOptions {
  minutes?: number;
}

/** `catnap hold on|off`: keep it awake for a while whatever happens, or lift that again. */
export function holdCommand(): Command {
  return withSharedOptions(new Command('hold'))
    .description('keep it awake for some minutes, used or not (on), or lift every hold (off)')
    .argument('<on|off>', 'on needs --minutes', onOrOff)
    .option('-m, --minutes <n>', 'how long the hold lasts', minutes)
    .action(async (what: 'on' | 'off', options: HoldOptions) => {
      if (what === 'on' && options.minutes === undefined) {
        throw new CommandError(
          EXIT.usage,
          'hold on needs --minutes <n>: a hold without an end is a bill without an end',
        );
      }
      const environment = await openEnvironment(options);
      const { target } = options;
      const answer =
        what === 'on'
          ? await environment.ask('POST', '/hold', { body: { target, on: true, minutes: options.minutes } })
          : await environment.ask('DELETE', '/hold', { body: { target } });
      printStatus(bodyOf<Status>(answer), options);
    });
}

function onOrOff(given: string): 'on' | 'off' {
  if (given !== 'on' && given !== 'off') {
    throw new InvalidArgumentError(`given ${given}, allowed are on and off.`);
  }
  return given;
}
