import { Command, InvalidArgumentError } from 'commander';
import type { Strike } from '../../rehearsal/machine/emulated-instances.ts';
import { MachineError } from '../../rehearsal/machine/machine-error.ts';
import { strike } from '../../rehearsal/machine/strike.ts';
import { openRehearsal } from '../environment.ts';
import { CommandError, EXIT } from '../exit.ts';

interface StrikeOptions {
  rehearsal: string | true;
}

/** `catnap rehearse interrupt | kill | stop <machine>`: what befalls machines on AWS, in a rehearsal that is kept. */
export function strikeCommands(): Command[] {
  return [interruptCommand(), killCommand(), stopCommand()];
}

function interruptCommand(): Command {
  return strikeCommand('interrupt')
    .description('give the notice with which EC2 takes a spot instance back, and take it back then')
    .option('-s, --seconds <n>', 'how long before it happens EC2 says so', seconds, 120)
    .action(async (machine: string, options: StrikeOptions & { seconds: number }) => {
      const id = await send(machine, options, { kind: 'interrupt', seconds: options.seconds });
      console.log(`EC2 takes ${id} back in ${options.seconds} s; its metadata service says so`);
    });
}

function killCommand(): Command {
  return strikeCommand('kill')
    .description('let its hardware fail: nothing on it has time for anything')
    .action(async (machine: string, options: StrikeOptions) => {
      console.log(`${await send(machine, options, { kind: 'kill' })} has lost power`);
    });
}

function stopCommand(): Command {
  return strikeCommand('stop')
    .description('have AWS stop it, as for a retirement of its hardware: in order')
    .action(async (machine: string, options: StrikeOptions) => {
      console.log(`AWS stops ${await send(machine, options, { kind: 'stop' })}`);
    });
}

function strikeCommand(name: string): Command {
  return new Command(name)
    .argument('<machine>', 'its instance id, its target (kafka), or a broker of a cluster (cluster-2)')
    .option('-r, --rehearsal [name]', 'the rehearsal that is kept', true);
}

async function send(machine: string, { rehearsal }: StrikeOptions, what: Strike): Promise<string> {
  const { aws } = await openRehearsal(rehearsal);
  try {
    return await strike(aws.endpoint, machine, what);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    throw new CommandError(error.code === 'refused' ? EXIT.refused : EXIT.failed, error.message, {
      cause: error,
    });
  }
}

function seconds(given: string): number {
  const value = Number(given);
  if (given === '' || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError(`given ${given}, needs seconds, 0 or more.`);
  }
  return value;
}
