import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './referees.ts';

/**
 * The files of the repository, relative to the checkout: those that are committed and those that will be.
 *
 * @param patterns what git takes for paths, such as `*.py`; none means all files
 */
export function repositoryFiles(...patterns: string[]): string[] {
  return execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...patterns],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  )
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(ROOT, path)));
}
