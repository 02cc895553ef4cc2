import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { InstalledApp } from './install-example.ts';

export interface Reporter {
  readonly target: string;
  /** Id that the metadata service gives. */
  readonly instance: string;
  /** Whether a process named `job` runs. */
  readonly used: boolean;
}

/** What the app's own script asks of the wake function: the payload of `aws lambda invoke`. */
export async function reportOf(
  { folder }: InstalledApp,
  { target, instance, used }: Reporter,
): Promise<object> {
  const commands = join(folder, 'commands');
  await mkdir(commands, { recursive: true });
  const standIns = {
    curl: `case "$*" in */instance-id) echo ${instance} ;; *) echo token ;; esac`,
    pgrep: used ? 'exit 0' : 'exit 1',
    aws: 'while [ "$1" != --payload ]; do shift; done; echo "$2"',
  };
  for (const [name, script] of Object.entries(standIns)) {
    await writeFile(join(commands, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  const { stdout } = await promisify(execFile)('bash', [join(folder, 'report-use.sh')], {
    env: { PATH: [commands, process.env.PATH].join(delimiter), TARGET: target, WAKE_FUNCTION: 'wake' },
  });
  return JSON.parse(stdout) as object;
}
