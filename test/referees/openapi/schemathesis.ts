import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findPython } from '../../../rehearsal/laptop/python.ts';
import { pythonPackages } from '../../../rehearsal/laptop/python-packages.ts';
import { ROOT } from '../referees.ts';

/** What schemathesis said of a server. */
export interface Report {
  readonly ok: boolean;
  readonly output: string;
}

/**
 * Checks that do not fit, of all that there are:
 * - `not_a_server_error` takes 503 for a fault; here it is a documented answer, and 500 is none, so another check finds it.
 * - `positive_data_acceptance` wants whatever matches the schema to be accepted. A schema cannot say that lines are JSON, or
 *   that two events must not have the same id.
 */
const EXCLUDED = ['not_a_server_error', 'positive_data_acceptance'];

/**
 * Sends a server requests that are made of its own document, good and bad, and holds the answers against the document.
 *
 * @param url where the document is
 * @param writeKey which the requests carry, except those that try without
 * @param args more arguments
 * @throws LaptopError saying what is missing or could not be installed
 */
export async function schemathesis(url: string, writeKey: string, ...args: string[]): Promise<Report> {
  const python = await installSchemathesis();
  const child = spawn(
    python,
    [
      ...['-m', 'schemathesis.cli', 'run', url],
      ...['--header', `x-write-key: ${writeKey}`],
      ...['--exclude-checks', EXCLUDED.join(',')],
      ...['--phases', 'coverage,fuzzing'],
      ...['--warnings', 'off', '--no-color', '--generation-database', 'none'],
      ...args,
    ],
    // In a folder without a configuration of its own.
    { cwd: join(ROOT, '.catnap'), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { ok: status === 0, output: stdout + stderr };
}

/** @returns the Python that has it, installed into `.catnap` by the first call on a machine */
export async function installSchemathesis(): Promise<string> {
  const requirements = join(import.meta.dirname, 'requirements.txt');
  const target = join(ROOT, '.catnap', 'schemathesis');
  return (await pythonPackages(await findPython(), requirements, target)).python;
}
