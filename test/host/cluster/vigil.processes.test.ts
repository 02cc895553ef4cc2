import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Vigil } from '../../../host/cluster/vigil.ts';
import { until } from '../../../rehearsal/until.ts';

let child: ChildProcess;
let vigil: Vigil | undefined;
/** Of the processes whose end was noticed. */
let ended: number[];
let searches: number;
let trouble: Error | undefined;
const log: string[] = [];

async function launch(): Promise<void> {
  child = spawn('sleep', ['600'], { stdio: 'ignore' });
  await once(child, 'spawn');
}

beforeEach(async () => {
  ended = [];
  searches = 0;
  trouble = undefined;
  log.length = 0;
  await launch();
});

afterEach(() => {
  vigil?.end();
  child.kill('SIGKILL');
});

/** Keeps a vigil over whatever child there is. */
function keepVigil(onEnd: () => Promise<void> = () => Promise.resolve()): Vigil {
  vigil = new Vigil({
    findProcess: () => {
      searches += 1;
      if (trouble) return Promise.reject(trouble);
      return Promise.resolve(child.exitCode === null && child.signalCode === null ? child.pid : undefined);
    },
    onEnd: () => {
      ended.push(child.pid ?? 0);
      return onEnd();
    },
    log: (line) => log.push(line),
  });
  vigil.begin();
  return vigil;
}

/** Waits until something is so. */
async function when(what: string, isSo: () => boolean): Promise<void> {
  await until(() => Promise.resolve(isSo() || undefined), { what, timeout: 20_000, every: 5 });
}

describe('a vigil', () => {
  it('notices the end of the process, and that of the one that takes its place', async () => {
    keepVigil();
    await when('the process was found', () => searches > 0);
    const first = child.pid;
    child.kill('SIGKILL');
    await when('its end was noticed', () => ended.length === 1);
    await launch();
    const seen = searches;
    await when('the next one was found', () => searches > seen);
    child.kill('SIGKILL');
    await when('the end of the next one was noticed', () => ended.length === 2);
    expect(ended).toEqual([first, child.pid]);
  });

  it('makes nothing of a process that only pauses, nor of one that is ended on purpose', async () => {
    const kept = keepVigil();
    await when('the process was found', () => searches > 0);
    child.kill('SIGSTOP');
    child.kill('SIGCONT');
    kept.end();
    child.kill('SIGKILL');
    await once(child, 'exit');
    // Kept anew, it finds no process, and still nothing to tell.
    kept.begin();
    const seen = searches;
    await when('it looked for the process', () => searches > seen);
    expect(ended).toEqual([]);
  });

  it('goes on when it cannot be told what the process is, or the news cannot be told', async () => {
    trouble = new Error('Failed to connect to bus');
    keepVigil(() => Promise.reject(new Error('nobody listens')));
    await when('the trouble was logged', () => log.length > 0);
    expect(log[0]).toBe("Kafka's process: Failed to connect to bus");
    trouble = undefined;
    const seen = searches;
    await when('the process was found', () => searches > seen);
    child.kill('SIGKILL');
    await when('the second trouble was logged', () => log.length > 1);
    expect(log[1]).toBe("Kafka's process: nobody listens");
  });
});
