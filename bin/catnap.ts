#!/usr/bin/env node
import { gatherPrograms } from '../host/programs/gather-programs.ts';
import { benchCommand } from './commands/bench.ts';
import { costCommand } from './commands/cost.ts';
import { gatherCommand } from './commands/gather.ts';
import { rehearseCommand } from './commands/rehearse.ts';
import { CATNAP_FOLDER, PROGRAMS_FOLDER } from './paths.ts';
import { environmentCommands, runCommands } from './run-commands.ts';

/** The command line of a checkout. */
await runCommands([
  rehearseCommand(),
  ...environmentCommands(),
  gatherCommand({ folder: CATNAP_FOLDER, into: PROGRAMS_FOLDER, gather: gatherPrograms }),
  benchCommand(),
  costCommand(),
]);
