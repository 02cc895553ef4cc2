import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { below } from '../layout.ts';
import { MachineError } from '../machine-error.ts';
import { expandCommandLine } from './command-line.ts';
import { parseEnvironmentFile } from './environment-file.ts';
import type { Command, Unit } from './unit.ts';

/** What every process of a machine starts from. */
export interface MachineContext {
  /** Root file system. */
  readonly root: string;
  /** Environment of all services; a unit adds to it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A command as the laptop runs it. */
export interface PreparedCommand {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * A command of a unit, ready to run: its environment read, its words expanded.
 *
 * @throws MachineError `bad-unit` when an EnvironmentFile is missing or unreadable, or the command line is wrong;
 * `cannot-run` when the program is missing or not executable
 */
export function prepareCommand(command: Command, unit: Unit, machine: MachineContext): PreparedCommand {
  const environment = environmentOf(unit, machine);
  const argv = expandCommandLine(command.words, { root: machine.root, unit: unit.name, environment });
  const program = argv[0] ?? '';
  try {
    accessSync(program, constants.X_OK);
  } catch (error) {
    throw new MachineError('cannot-run', `${unit.name}: ${program} is missing or not executable`, {
      cause: error,
    });
  }
  return { argv, environment };
}

/** The machine's environment, then Environment=, then the files, each over the former (systemd.exec(5)). */
function environmentOf(
  { name, service }: Unit,
  { root, environment }: MachineContext,
): Record<string, string> {
  const merged = { ...environment, ...service.environment };
  for (const { path, optional } of service.environmentFiles) {
    const file = below(root, path);
    if (existsSync(file)) Object.assign(merged, parseEnvironmentFile(file, readFileSync(file, 'utf8')));
    else if (!optional)
      throw new MachineError('bad-unit', `${name}: EnvironmentFile=${path} is missing (${file})`);
  }
  return merged;
}
