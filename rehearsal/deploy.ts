import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import {
  ACCOUNT,
  type EmulatedAws,
  emulatedAwsVariables,
  environmentWithoutAws,
  REGION,
} from './emulated-aws.ts';
import { RehearsalError } from './errors.ts';

const ROOT = join(import.meta.dirname, '..');

/** An emulated account, and where the CLI works on it. */
export interface AccountOptions {
  readonly aws: EmulatedAws;
  /** Where the cloud assembly, the outputs and the log go. */
  readonly folder: string;
  /** Aborting it ends the CLI. */
  readonly signal: AbortSignal;
}

export interface DeployOptions extends AccountOptions {
  /** Name of the environment, as for `-c env=`. */
  readonly environment: string;
  /** Folder with the programs that hosts run. */
  readonly programs: string;
}

/** Outputs by stack and name. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A deploy takes seconds; a custom resource that hangs would take ten minutes. Milliseconds. */
const TIMEOUT = 120_000;

/** Prepares the emulated account for CDK, as one does once with a real one. */
export async function bootstrap(options: AccountOptions): Promise<void> {
  // Outside the app's folder: inside it, the CLI would synthesise the app to find out what it knows already.
  await cdk(['bootstrap', `aws://${ACCOUNT}/${REGION}`], options, { cwd: options.folder });
}

/**
 * Synthesises an environment and deploys all of its stacks.
 *
 * @throws RehearsalError 'deploy-failed' with what the CDK CLI said last.
 */
export async function deploy(options: DeployOptions): Promise<StackOutputs> {
  const outputs = join(options.folder, 'outputs.json');
  await cdk(
    [
      'deploy',
      '--all',
      ...['--context', `env=${options.environment}`],
      ...['--require-approval', 'never'],
      ...['--output', join(options.folder, 'cdk.out')],
      ...['--outputs-file', outputs],
      ...['--asset-parallelism', 'true'],
    ],
    options,
    { cwd: ROOT, programs: options.programs },
  );
  return JSON.parse(await readFile(outputs, 'utf8')) as StackOutputs;
}

function cdk(
  args: string[],
  options: AccountOptions,
  { cwd, programs }: { cwd: string; programs?: string },
): Promise<void> {
  const log = join(options.folder, 'cdk.log');
  const file = createWriteStream(log, { flags: 'a' });
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const child = spawn(
      process.execPath,
      [
        join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk'),
        ...args,
        '--no-notices',
        '--no-version-reporting',
        '--ci',
      ],
      {
        cwd,
        env: {
          ...environmentWithoutAws(),
          ...emulatedAwsVariables(options.aws),
          PATH: [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
          CATNAP_PROGRAMS: programs,
          CDK_DISABLE_CLI_TELEMETRY: 'true',
          // `npm test` and `npm run synth` validate; here it would only cost seconds.
          CDK_VALIDATION: 'false',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        signal: options.signal,
        timeout: TIMEOUT,
        killSignal: 'SIGKILL',
      },
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        file.write(chunk);
        said.push(String(chunk));
      });
    }
    const fail = (why: string, cause?: Error) => {
      const tail = said.join('').trimEnd().split('\n').slice(-20).join('\n');
      reject(
        new RehearsalError('deploy-failed', `cdk ${args[0]} ${why}; the end of ${log}:\n${tail}`, { cause }),
      );
    };
    child.on('error', (error) => fail(error.message, error));
    child.on('close', (code, signal) => {
      file.end();
      if (code === 0) {
        resolve();
      } else {
        fail(signal ? `took longer than ${TIMEOUT / 1000} s and was ended` : `ended with code ${code}`);
      }
    });
  });
}
