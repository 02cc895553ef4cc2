import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import {
  type EmulatedAws,
  emulatedAwsVariables,
  environmentWithoutAws,
} from '../../../rehearsal/emulated-aws.ts';
import type { InstalledApp } from './install-example.ts';

/** Patience with a command. Milliseconds. */
const TIMEOUT = 120_000;

/**
 * Runs the command lines that are installed in an app, in its folder, against an emulated account.
 *
 * @throws Error with all that the command said, when it ends with another code than 0.
 */
export function appCommands(
  { folder, catnap }: InstalledApp,
  aws: EmulatedAws,
): (command: 'catnap' | 'cdk' | 'tsc', ...args: string[]) => Promise<string> {
  const programs = {
    catnap: join(catnap.folder, catnap.manifest.bin.catnap),
    cdk: join(folder, 'node_modules', 'aws-cdk', 'bin', 'cdk'),
    tsc: join(folder, 'node_modules', 'typescript', 'bin', 'tsc'),
  };
  const env = {
    ...environmentWithoutAws(),
    ...emulatedAwsVariables(aws),
    NODE_OPTIONS: '',
    // cdk.json says `node app.ts`.
    PATH: [join(process.execPath, '..'), process.env.PATH].join(delimiter),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
  return async (command, ...args) => {
    const child = spawn(process.execPath, [programs[command], ...args], {
      cwd: folder,
      env,
      timeout: TIMEOUT,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed: string[] = [];
    const said: string[] = [];
    child.stdout.on('data', (chunk) => printed.push(String(chunk)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => said.push(String(chunk)));
    }
    const code = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status, signal) => resolve(status ?? signal));
    });
    if (code !== 0) {
      throw new Error(`${[command, ...args].join(' ')} ended with ${code}: ${said.join('')}`);
    }
    return printed.join('');
  };
}
