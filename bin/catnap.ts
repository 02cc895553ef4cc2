#!/usr/bin/env node
import { Command } from 'commander';
import { gatherCommand } from './commands/gather.ts';
import { holdCommand } from './commands/hold.ts';
import { rehearseCommand } from './commands/rehearse.ts';
import { sleepCommand } from './commands/sleep.ts';
import { statusCommand } from './commands/status.ts';
import { wakeCommand } from './commands/wake.ts';
import { endWithError } from './exit.ts';

const program = new Command('catnap')
  .description('Kafka on AWS that sleeps when nobody uses it and wakes on request')
  .configureHelp({ sortSubcommands: false })
  .showHelpAfterError('(catnap --help lists what there is)')
  .exitOverride()
  .addCommand(rehearseCommand())
  .addCommand(statusCommand())
  .addCommand(wakeCommand())
  .addCommand(sleepCommand())
  .addCommand(holdCommand())
  .addCommand(gatherCommand());

for (const command of program.commands) {
  command.copyInheritedSettings(program);
}
await program.parseAsync().catch(endWithError);
