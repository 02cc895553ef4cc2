import { Command } from 'commander';
import { historyCommand } from './commands/history.ts';
import { holdCommand } from './commands/hold.ts';
import { leaseCommand } from './commands/lease.ts';
import { sleepCommand } from './commands/sleep.ts';
import { statusCommand } from './commands/status.ts';
import { wakeCommand } from './commands/wake.ts';
import { endWithError } from './exit.ts';

/** The commands that talk to an environment. */
export function environmentCommands(): Command[] {
  return [statusCommand(), wakeCommand(), sleepCommand(), holdCommand(), leaseCommand(), historyCommand()];
}

/** Does what the words of this process's call say, with one of these commands. */
export async function runCommands(commands: readonly Command[]): Promise<void> {
  const program = new Command('catnap')
    .description('Kafka on AWS that sleeps when nobody uses it and wakes on request')
    .configureHelp({ sortSubcommands: false })
    .showHelpAfterError('(catnap --help lists what there is)')
    .exitOverride();
  for (const command of commands) {
    program.addCommand(command);
    inherit(command, program);
  }
  await program.parseAsync().catch(endWithError);
}

/** Commander gives its settings to commands that it makes itself, not to those that it is given. */
function inherit(command: Command, from: Command): void {
  command.copyInheritedSettings(from);
  for (const nested of command.commands) inherit(nested, command);
}
