/**
 * What the agent costs a host: its time in a boot before Kafka can start, and its memory while it watches.
 *
 *   npm run bench:agent -- [--programs .catnap/programs/kafka] [--rounds 10]
 *
 * Runs the programs that `npm run gather` put together, as the units start them, with a real Kafka and with stand-ins for
 * AWS that answer at once. Java is that of the rehearsal that is kept, or CATNAP_JAVA. Linux only, for memory is read
 * from /proc.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { median } from '../power/median.ts';
import { makeSurroundings } from './agent-surroundings.ts';
import { keptRehearsal } from './kept-rehearsal.ts';

const PORTS = { CLIENT: 28_092, BROKER: 28_093, CONTROLLER: 28_094, TUNNEL: 28_095, METRICS: 28_404 };

const { values } = parseArgs({
  options: {
    programs: { type: 'string', default: join(import.meta.dirname, '..', '.catnap', 'programs', 'kafka') },
    rounds: { type: 'string', default: '10' },
  },
});
const java = process.env.CATNAP_JAVA ?? keptRehearsal().java;
const rounds = Number(values.rounds);
const root = mkdtempSync(join(tmpdir(), 'catnap-bench-'));
const surroundings = await makeSurroundings(root, values.programs, JSON.stringify(PORTS));
const env = { ...surroundings.environment, ...unitEnvironment() };
const running: ChildProcess[] = [];
try {
  // The first boot and the first watch fill caches, as on a host that has just been made.
  await boot();
  const boots: Awaited<ReturnType<typeof boot>>[] = [];
  for (let round = 0; round < rounds; round++) boots.push(await boot());
  const kafka = start(java, [
    `@${root}/run/catnap/kafka.jvm`,
    'kafka.Kafka',
    `${root}/run/catnap/server.properties`,
  ]);
  const first = start(process.execPath, agentArguments('watch'));
  await surroundings.nextReadyReport();
  first.kill('SIGTERM');
  await once(first, 'exit');
  const watch = start(process.execPath, agentArguments('watch'));
  const memory: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await surroundings.nextReadyReport();
    memory.push(residentMegabytes(watch));
  }
  console.log(`medians of ${rounds}:`);
  console.log(`  boot, agent to Kafka's exec  ${middle(boots.map(({ agent }) => agent))} ms`);
  console.log(`  boot, whole process          ${middle(boots.map(({ whole }) => whole))} ms`);
  console.log(`  watch, resident memory       ${middle(memory)} MB`);
  console.log(`  Kafka, resident memory       ${residentMegabytes(kafka)} MB`);
} finally {
  for (const child of running) {
    if (child.exitCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await surroundings.close();
  rmSync(root, { recursive: true, force: true });
}

async function boot(): Promise<{ agent: number; whole: number }> {
  const before = performance.now();
  await promisify(execFile)(process.execPath, agentArguments('boot'), { env });
  const whole = performance.now() - before;
  const { steps } = JSON.parse(readFileSync(join(root, 'run/catnap/boot.json'), 'utf8'));
  return { whole, agent: Date.parse(steps.kafkaAt) - Date.parse(steps.agentAt) };
}

/** As the units call the agent. */
function agentArguments(command: 'boot' | 'watch'): string[] {
  const line = readUnit(command).find((candidate) => candidate.startsWith('ExecStart=')) ?? '';
  const [, ...words] = line.split(' ');
  return words.map((word) => word.replace('/opt/', `${root}/opt/`));
}

function unitEnvironment(): Record<string, string> {
  const lines = readUnit('watch').filter((line) => line.startsWith('Environment='));
  return Object.fromEntries(lines.map((line) => line.slice('Environment='.length).split('=')));
}

function readUnit(command: string): string[] {
  return readFileSync(join(values.programs, 'units', `catnap-${command}.service`), 'utf8').split('\n');
}

function start(program: string, args: readonly string[]): ChildProcess {
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  running.push(child);
  return child;
}

function residentMegabytes({ pid }: ChildProcess): number {
  const [, kibibytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round((Number(kibibytes) * 1024) / 1e6);
}

function middle(figures: readonly number[]): number {
  return Math.round(median(figures) ?? Number.NaN);
}
