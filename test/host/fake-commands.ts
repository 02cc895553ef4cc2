import type { CommandResult, RunCommand } from '../../host/run-command.ts';

/** What a command does instead of its real work; what it leaves out of a result is 0 and empty. */
export type FakeCommand = (args: readonly string[]) => Partial<CommandResult> | undefined;

/**
 * System commands that do nothing but succeed, unless a test says otherwise; `calls` fills with what was called.
 * Nothing is mounted at first; mount, umount and findmnt agree about that. Disks have 10 GiB.
 */
export function fakeCommands(special: Readonly<Record<string, FakeCommand>> = {}) {
  const calls: string[] = [];
  const mounted = new Set<string>();
  const commands: Record<string, FakeCommand> = {
    findmnt: ([, folder = '']) => ({ exitCode: mounted.has(folder) ? 0 : 1 }),
    mount: (args) => {
      mounted.add(args.at(-1) ?? '');
      return {};
    },
    df: () => ({ stdout: 'Used 1B-blocks\n0 10737418240\n' }),
    umount: ([folder = '']) => ({ exitCode: mounted.delete(folder) ? 0 : 32 }),
    ...special,
  };
  const run: RunCommand = (program, args) => {
    calls.push([program, ...args].join(' '));
    return Promise.resolve({ exitCode: 0, stdout: '', stderr: '', ...commands[program]?.(args) });
  };
  return { run, calls, ran: (program: string) => calls.filter((call) => call.startsWith(`${program} `)) };
}
