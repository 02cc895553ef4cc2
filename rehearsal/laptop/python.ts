import { LaptopError } from './errors.ts';
import { run } from './run.ts';

/** The emulator's and the JDK's packages ask for it. */
const OLDEST_PYTHON = [3, 10] as const;

const CANDIDATES = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];

/** The major and minor number in `Python 3.11.7`, or undefined. */
export function parsePythonVersion(text: string): [major: number, minor: number] | undefined {
  const match = /Python (\d+)\.(\d+)/.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** Whether a Python is new enough. */
export function isRecentPython([major, minor]: readonly [number, number]): boolean {
  return major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}

/**
 * The first Python on the PATH that is new enough.
 *
 * @param versionOf what `<command> --version` prints; rejects when there is no such command
 * @throws LaptopError 'python-missing' or 'python-too-old', naming what was found and what to do.
 */
export async function findPython(
  versionOf: (command: string) => Promise<string> = askVersion,
): Promise<string> {
  const tooOld: string[] = [];
  for (const command of CANDIDATES) {
    const printed = await versionOf(command).catch(() => undefined);
    const version = printed === undefined ? undefined : parsePythonVersion(printed);
    if (version && isRecentPython(version)) {
      return command;
    }
    if (version) {
      tooOld.push(`${command} is ${version.join('.')}`);
    }
  }
  const needed = `needs Python ${OLDEST_PYTHON.join('.')} or newer on the PATH, with its venv module`;
  const remedy = 'install one (macOS: brew install python; Debian, Ubuntu: apt install python3 python3-venv)';
  throw tooOld.length > 0
    ? new LaptopError(
        'python-too-old',
        `Python is too old: ${tooOld.join(', ')}; the rehearsal ${needed}; ${remedy}`,
      )
    : new LaptopError('python-missing', `no Python found: the rehearsal ${needed}; ${remedy}`);
}

function askVersion(command: string): Promise<string> {
  return run(command, ['--version']);
}
