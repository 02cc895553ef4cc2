import { type CommandAnswer, fail, succeed } from '../commands/command-answer.ts';
import { MachineError } from '../machine-error.ts';
import type { Init } from './init.ts';
import type { JobOutcome } from './job-queue.ts';
import { parseSystemctl, type SystemctlCall } from './systemctl-arguments.ts';
import { unitProperties } from './unit-properties.ts';

/** EXIT_NOTINSTALLED and the program-not-running code of systemctl(1). */
const NOT_INSTALLED = 5;
const NOT_RUNNING = 3;

/** Carries out a systemctl call, with the output and exit code of the real one (systemctl(1)). */
export async function systemctl(init: Init, argv: readonly string[]): Promise<CommandAnswer> {
  const call = parseSystemctl(argv);
  if (typeof call === 'string') return fail(1, call);
  try {
    return await carryOut(init, call);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    const failed = `Failed to ${call.verb} ${call.operands.join(' ')}`.trimEnd();
    return fail(error.code === 'unit-not-found' ? NOT_INSTALLED : 1, `${failed}: ${error.message}`);
  }
}

function carryOut(init: Init, call: SystemctlCall): Promise<CommandAnswer> | CommandAnswer {
  switch (call.verb) {
    case 'daemon-reload':
      init.reload();
      return succeed();
    case 'enable':
      for (const name of call.operands) init.units.enable(name);
      return call.now ? startAll(init, call) : succeed();
    case 'disable':
      for (const name of call.operands) init.units.disable(name);
      return call.now ? stopAll(init, call) : succeed();
    case 'link':
      for (const file of call.operands) init.units.link(file);
      return succeed();
    case 'start':
      return startAll(init, call);
    case 'stop':
      return stopAll(init, call);
    case 'restart':
      return restartAll(init, call);
    case 'is-active':
      return isActive(init, call);
    case 'show':
      return show(init, call);
  }
}

async function startAll(init: Init, { operands, noBlock }: SystemctlCall): Promise<CommandAnswer> {
  const jobs = operands.map((name) => init.start(name)).filter((job) => job !== undefined);
  if (noBlock) return succeed();
  const outcomes = await Promise.all(jobs.map(async ({ unit, done }) => failure(unit.name, await done)));
  const failures = outcomes.filter((text) => text !== undefined);
  return failures.length === 0 ? succeed() : fail(1, failures.join('\n'));
}

function failure(name: string, outcome: JobOutcome): string | undefined {
  switch (outcome) {
    case 'done':
    case 'skipped':
      return undefined;
    case 'failed':
      return `Job for ${name} failed. See its log.`;
    case 'dependency':
      return `A dependency job for ${name} failed. See its log.`;
    case 'canceled':
      return `Job for ${name} canceled.`;
  }
}

async function stopAll(init: Init, { operands, noBlock }: SystemctlCall): Promise<CommandAnswer> {
  const missing = operands.find((name) => !init.units.has(name));
  if (missing) return fail(NOT_INSTALLED, `Failed to stop ${missing}: Unit ${missing} not loaded.`);
  const stopped = Promise.all(operands.map((name) => init.stop(name)));
  if (!noBlock) await stopped;
  return succeed();
}

/** What requires a unit stops and starts with it. */
async function restartAll(init: Init, call: SystemctlCall): Promise<CommandAnswer> {
  const stopped = await Promise.all(call.operands.map((name) => init.stop(name)));
  return startAll(init, { ...call, operands: [...new Set([...call.operands, ...stopped.flat()])] });
}

function isActive(init: Init, { operands, quiet }: SystemctlCall): CommandAnswer {
  const states = operands.map((name) => init.status(name)?.state.active ?? 'inactive');
  return {
    exitCode: states.includes('active') ? 0 : NOT_RUNNING,
    stdout: quiet ? undefined : states.join('\n'),
  };
}

function show(init: Init, { operands, properties, valueOnly }: SystemctlCall): CommandAnswer {
  const blocks = operands.map((name) => {
    const all = unitProperties(name, init.units.find(name), init.status(name));
    const unknown = properties.find((property) => !all.has(property));
    if (unknown)
      throw new MachineError(
        'bad-unit',
        `a machine does not tell ${unknown}, only ${[...all.keys()].join(', ')}`,
      );
    const wanted = [...all].filter(([property]) => properties.length === 0 || properties.includes(property));
    return wanted.map(([property, value]) => (valueOnly ? value : `${property}=${value}`)).join('\n');
  });
  return succeed(blocks.join('\n\n'));
}
