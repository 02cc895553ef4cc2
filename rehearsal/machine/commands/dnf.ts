import { type CommandAnswer, fail, succeed } from './command-answer.ts';
import { withOptions } from './parse-options.ts';

/**
 * dnf(8): `dnf upgrade [--assumeyes] [--security] [--releasever=V] [--refresh] [--downloadonly | --cacheonly]`. What a
 * machine runs is the laptop's, so there is never anything to upgrade.
 */
export function dnf(argv: readonly string[]): CommandAnswer {
  const flag = { type: 'boolean' } as const;
  const options = {
    assumeyes: { ...flag, short: 'y' },
    security: flag,
    releasever: { type: 'string' },
    refresh: flag,
    downloadonly: flag,
    cacheonly: { ...flag, short: 'C' },
  } as const;
  return withOptions('dnf', argv, options, (_, [command, ...packages]) => {
    if (command !== 'upgrade' || packages.length > 0) {
      return fail(1, `dnf: a machine knows dnf upgrade of everything, given: ${argv.join(' ')}`);
    }
    return succeed("The system of a machine is the laptop's.\nNothing to do.\nComplete!");
  });
}
