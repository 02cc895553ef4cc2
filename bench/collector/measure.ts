import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Contender, usageOf } from './contender.ts';
import type { Load, LoadResult } from './load.ts';

const SENDER = join(import.meta.dirname, 'sender.ts');

/** One run of one contender. */
export interface Measured {
  readonly eventsPerSecond: number;
  readonly cpuShare: number;
  readonly eventsPerCpuSecond: number;
  readonly residentMegabytes: number;
  readonly milliseconds: LoadResult['milliseconds'];
  readonly answers: LoadResult['answers'];
}

/** How hard it is driven. */
export type Drive = Pick<Load, 'rate' | 'seconds' | 'connections' | 'noise' | 'first'>;

/** Sends from a process of its own, and reads what the server used up meanwhile. Only acknowledged events count. */
export async function measure(contender: Contender, drive: Drive): Promise<Measured> {
  const before = await usageOf(contender);
  const result = await send({ ...drive, url: contender.url, events: contender.events });
  const after = await usageOf(contender);
  const cpuSeconds = after.cpuSeconds - before.cpuSeconds;
  const acknowledged = (result.answers['201'] ?? 0) * contender.events;
  return {
    eventsPerSecond: acknowledged / result.seconds,
    cpuShare: cpuSeconds / result.seconds,
    eventsPerCpuSecond: acknowledged / cpuSeconds,
    residentMegabytes: after.residentBytes / 1e6,
    milliseconds: result.milliseconds,
    answers: result.answers,
  };
}

async function send(load: Load): Promise<LoadResult> {
  const { stdout } = await promisify(execFile)(process.execPath, [SENDER, JSON.stringify(load)]);
  return JSON.parse(stdout);
}
