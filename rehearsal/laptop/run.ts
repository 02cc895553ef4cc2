import { spawn } from 'node:child_process';
import { LaptopError } from './errors.ts';

/** The last lines of a failed command's output say why; more would bury them. */
const TAIL_LINES = 15;

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command to its end and returns what it printed on standard output.
 *
 * @throws LaptopError 'install-failed' with the last lines of its output when it cannot be started or exits otherwise than with 0.
 */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: string[] = [];
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      output.push(String(chunk));
    });
    child.stderr.on('data', (chunk) => output.push(String(chunk)));
    const fail = (why: string, cause?: Error) => {
      const tail = output.join('').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
      reject(new LaptopError('install-failed', `${command} ${args.join(' ')}: ${why}\n${tail}`, { cause }));
    };
    child.on('error', (error) => fail(error.message, error));
    child.on('close', (code, signal) =>
      code === 0 ? resolve(stdout) : fail(signal ? `ended by ${signal}` : `exit code ${code}`),
    );
  });
}
