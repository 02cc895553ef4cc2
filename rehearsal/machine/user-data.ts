import { errorMessage } from './error-code.ts';
import { parseSystemctl } from './init/systemctl-arguments.ts';
import { MachineError } from './machine-error.ts';

/** What a machine does of its user data. */
export interface UserData {
  readonly files: readonly UserDataFile[];
  /** Arguments of the systemctl calls, in order. */
  readonly systemctl: readonly (readonly string[])[];
}

export interface UserDataFile {
  /** Absolute. */
  readonly path: string;
  readonly content: string;
  /** Mode bits. */
  readonly mode: number;
}

const HEADER = '#cloud-config\n';

/** Keys without an effect on a machine: its runtime and its users are the laptop's. */
const LEFT_OUT: readonly string[] = ['packages', 'users'];

/** What `runcmd` may call systemctl for. */
const VERBS: readonly string[] = ['daemon-reload', 'enable', 'start'];

/**
 * Reads the user data of an instance: `#cloud-config` and JSON, of which `write_files` and `runcmd` are obeyed,
 * `runcmd` as far as systemctl goes.
 *
 * @param text empty for an instance without user data
 * @throws MachineError `bad-user-data` naming what a machine does not know
 */
export function parseUserData(text: string): UserData {
  if (text === '') return { files: [], systemctl: [] };
  const { write_files: files = [], runcmd: commands = [], ...others } = parseConfig(text);
  const unknown = Object.keys(others).find((key) => !LEFT_OUT.includes(key));
  if (unknown) throw bad(`key '${unknown}'`, `write_files, runcmd, ${LEFT_OUT.join(', ')}`);
  if (!Array.isArray(files)) throw bad(`write_files ${JSON.stringify(files)}`, 'an array of files');
  if (!Array.isArray(commands)) throw bad(`runcmd ${JSON.stringify(commands)}`, 'an array of commands');
  return { files: files.map(parseFile), systemctl: commands.map(parseCommand) };
}

function parseConfig(text: string): Record<string, unknown> {
  if (!text.startsWith(HEADER))
    throw bad(`the beginning '${text.slice(0, 40)}'`, "a line '#cloud-config' before JSON");
  try {
    return JSON.parse(text.slice(HEADER.length));
  } catch (error) {
    throw bad(`what follows #cloud-config (${errorMessage(error)})`, 'JSON');
  }
}

function parseFile(file: unknown): UserDataFile {
  if (typeof file !== 'object' || file === null)
    throw bad(`write_files entry ${JSON.stringify(file)}`, 'an object');
  const { path, content, permissions = '0644', owner: _, ...others } = file as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown) throw bad(`write_files key '${unknown}'`, 'path, content, permissions, owner');
  if (typeof path !== 'string' || !path.startsWith('/'))
    throw bad(`write_files path ${path}`, 'an absolute path');
  if (typeof content !== 'string') throw bad(`write_files content of ${path}`, 'a string');
  if (typeof permissions !== 'string' || !/^0?[0-7]{3}$/.test(permissions)) {
    throw bad(`write_files permissions ${permissions} of ${path}`, "octal digits in a string such as '0644'");
  }
  return { path, content, mode: Number.parseInt(permissions, 8) };
}

function parseCommand(command: unknown): string[] {
  const words: unknown = typeof command === 'string' ? command.split(' ') : command;
  const [program, ...argv] = Array.isArray(words) && words.every(isPlain) ? words : [];
  const call = program === 'systemctl' ? parseSystemctl(argv) : undefined;
  if (typeof call !== 'object' || !VERBS.includes(call.verb)) {
    throw bad(
      `runcmd ${JSON.stringify(command)}`,
      `systemctl ${VERBS.join('|')} [--now] [--no-block] [units]`,
    );
  }
  return argv;
}

/** Whether it is a word that a shell takes as it is. */
const isPlain = (word: unknown): word is string => typeof word === 'string' && /^[\w@.:/-]+$/.test(word);

function bad(given: string, allowed: string): MachineError {
  return new MachineError(
    'bad-user-data',
    `user data: a machine does not know ${given}; it knows ${allowed}`,
  );
}
