import { execFile } from 'node:child_process';
import { HostError } from './errors.ts';

/** How a command ended. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program that is found through PATH. */
export type RunCommand = (program: string, args: readonly string[]) => Promise<CommandResult>;

/** Runs it and gives its exit code back, whatever it is. @throws HostError `command-failed` if it cannot be started or is killed */
export const tryCommand: RunCommand = (program, args) => {
  const { promise, resolve, reject } = Promise.withResolvers<CommandResult>();
  execFile(program, [...args], (error, stdout, stderr) => {
    if (error === null) resolve({ exitCode: 0, stdout, stderr });
    else if (typeof error.code === 'number') resolve({ exitCode: error.code, stdout, stderr });
    else
      reject(new HostError('command-failed', `Cannot run ${program} ${args.join(' ')}.`, { cause: error }));
  });
  return promise;
};

/** Runs it and expects it to succeed. @throws HostError `command-failed` with what the command said */
export async function mustRun(run: RunCommand, program: string, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(program, args);
  if (exitCode === 0) return stdout;
  const said = (stderr || stdout).trim().slice(-2000);
  throw new HostError('command-failed', `${program} ${args.join(' ')} ended with ${exitCode}: ${said}`);
}
