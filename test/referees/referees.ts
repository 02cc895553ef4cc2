import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findPython } from '../../rehearsal/laptop/python.ts';
import { pythonPackages } from '../../rehearsal/laptop/python-packages.ts';

/** The checkout, where the referees are started. */
export const ROOT = join(import.meta.dirname, '..', '..');

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

/** What a referee said. */
export interface Verdict {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that finds faults. Paths among its arguments are relative to the checkout; it may read `input`. */
export type Referee = (args: readonly string[], input?: string) => Verdict;

/** The referees that are no npm packages. */
export interface Referees {
  readonly cfnLint: Referee;
  readonly checkov: Referee;
  readonly ruff: Referee;
  readonly shellcheck: Referee;
}

/**
 * The referees, installed into `.catnap` by the first call on a machine.
 *
 * @throws LaptopError saying what is missing or could not be installed.
 */
export async function referees(): Promise<Referees> {
  const { python, folder } = await pythonPackages(
    await findPython(),
    REQUIREMENTS,
    join(ROOT, '.catnap', 'referees'),
  );
  return {
    // It has no module that `python -m` could run.
    cfnLint: referee(python, '-c', 'import sys; from cfnlint.runner import main; sys.exit(main())'),
    checkov: referee(python, '-m', 'checkov.main'),
    ruff: referee(python, '-m', 'ruff'),
    shellcheck: referee(join(folder, 'bin', 'shellcheck')),
  };
}

function referee(program: string, ...first: string[]): Referee {
  return (args, input = '') => {
    const { error, status, stdout, stderr } = spawnSync(program, [...first, ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      input,
      maxBuffer: 64 * 1024 * 1024,
      // checkov is thousands of files, which Python would compile anew at each start if it were told to leave nothing behind.
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '' },
    });
    if (error) {
      throw error;
    }
    return { status, stdout, stderr };
  };
}
