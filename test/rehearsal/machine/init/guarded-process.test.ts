import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it, jest } from '@jest/globals';
import { GuardedProcess } from '../../../../rehearsal/machine/init/guarded-process.ts';
import { until } from '../../../../rehearsal/until.ts';
import { temporaryFolders } from '../../../temporary-folder.ts';
import { runs } from '../processes.ts';

/** Real processes take their time on a busy laptop. */
jest.setTimeout(60_000);

const newFolder = temporaryFolders();
const PATH = process.env['PATH'] ?? '';

function start(script: string, onLine: (line: string) => void = () => undefined): GuardedProcess {
  return GuardedProcess.start(['/bin/sh', '-c', script], {
    environment: { PATH },
    workingFolder: newFolder(),
    onLine,
  });
}

describe('a guarded process', () => {
  it('is the program itself, and tells what it wrote and how it ended', async () => {
    const lines: string[] = [];
    const guarded = start('echo $$; echo oops >&2; printf unfinished; exit 7', (line) => lines.push(line));
    expect(await guarded.exited).toEqual({ code: 7 });
    expect([...lines].sort()).toEqual([`${guarded.pid}`, 'oops', 'unfinished'].sort());
  });

  it('tells the signal that ended it', async () => {
    expect(await start('kill -KILL $$').exited).toEqual({ signal: 'SIGKILL' });
  });

  it('does not have the guard among its children', async () => {
    // `wait` waits for all children of the shell.
    expect(await start('wait').exited).toEqual({ code: 0 });
  });

  it('takes its children with it when it ends', async () => {
    const lines: string[] = [];
    const guarded = start('sleep 300 & echo $!', (line) => lines.push(line));
    await guarded.exited;
    expect(runs(Number(lines[0]))).toBe(false);
    // Long gone, so nobody is signalled.
    expect(() => guarded.signal('SIGTERM')).not.toThrow();
  });

  it.each([
    ['with all of its group', 'control-group', ['child told', 'told']],
    ['alone, if asked for, and then takes the others with it', 'mixed', ['told']],
  ] as const)('is asked to end %s', async (_how, killMode, told) => {
    const lines: string[] = [];
    // Node and no shell: a shell whose command is killed beside it does not always come to its trap.
    const onTerm = (says: string, after: number) =>
      `process.on('SIGTERM', () => setTimeout(() => { console.log('${says}'); process.exit(0); }, ${after})); setInterval(() => {}, 1000);`;
    const child = `${onTerm('child told', 0)} console.log('child up');`;
    const parent = `${onTerm('told', 300)} require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' });`;
    const guarded = GuardedProcess.start([process.execPath, '-e', parent], {
      environment: { PATH },
      workingFolder: newFolder(),
      killMode,
      onLine: (line) => lines.push(line),
    });
    await until(() => Promise.resolve(lines.includes('child up') || undefined), {
      what: 'the child is up',
      timeout: 30_000,
      every: 10,
    });
    expect(await guarded.terminate(30_000)).toEqual({ exit: { code: 0 }, killed: false });
    expect(lines.slice(1).sort()).toEqual(told);
  });

  it('ends with whoever started it, even when that was killed', async () => {
    const module = import.meta.resolve('../../../../rehearsal/machine/init/guarded-process.ts');
    const script = `
      import { GuardedProcess } from ${JSON.stringify(module)};
      GuardedProcess.start(['/bin/sh', '-c', 'trap "" TERM; sleep 300 & echo $$ $!; wait'], {
        environment: process.env, workingFolder: '/', onLine: (line) => console.log(line) });`;
    const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = await once(createInterface({ input: parent.stdout }), 'line');
      const pids = String(line).split(' ').map(Number);
      expect(pids.map(runs)).toEqual([true, true]);
      parent.kill('SIGKILL');
      await until(() => Promise.resolve(pids.some(runs) ? undefined : true), {
        what: 'all have ended',
        timeout: 30_000,
      });
    } finally {
      parent.kill('SIGKILL');
    }
  });
});
