import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from './install-once.ts';
import { run } from './run.ts';

export interface PythonPackages {
  /** The Python that sees these packages. */
  readonly python: string;
  readonly folder: string;
}

/**
 * A virtual environment with exactly the packages of a requirements file.
 *
 * @param python command of the Python to build on
 * @param requirements path of the requirements file, every version pinned
 * @param target folder, without the digest that is added
 * @throws LaptopError 'install-failed' with pip's last lines.
 */
export async function pythonPackages(
  python: string,
  requirements: string,
  target: string,
): Promise<PythonPackages> {
  const folder = await installOnce(
    target,
    [await readFile(requirements, 'utf8'), await run(python, ['--version'])],
    async (draft) => {
      await run(python, ['-m', 'venv', draft]);
      await run(join(draft, 'bin', 'python'), [
        '-m',
        'pip',
        'install',
        '--quiet',
        // The requirements name the whole closure, and what is never imported need not be compiled.
        '--no-deps',
        '--no-compile',
        '--disable-pip-version-check',
        '-r',
        requirements,
      ]);
    },
  );
  // Called as `python -m`: the scripts beside it still name the folder that it was filled under.
  return { python: join(folder, 'bin', 'python'), folder };
}
