import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Init } from '../../../../rehearsal/machine/init/init.ts';
import type { ServiceStatus } from '../../../../rehearsal/machine/init/service-status.ts';
import { until } from '../../../../rehearsal/until.ts';
import { temporaryFolders } from '../../../temporary-folder.ts';
import { program, unitFile, writeFiles } from '../fake-root.ts';
import { runs } from '../processes.ts';

/** Real processes take their time on a busy laptop. */
jest.setTimeout(60_000);

const UNITS = 'etc/systemd/system';

const started: Init[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((init) => init.kill()));
});
const newFolder = temporaryFolders();

/** An init, and what its units wrote: programs append to $CATNAP_ROOT/trace. */
function initWith(files: Readonly<Record<string, string>>) {
  const root = newFolder();
  writeFiles(root, files);
  const lines: string[] = [];
  const init = new Init({
    root,
    environment: { PATH: process.env['PATH'] ?? '', CATNAP_ROOT: root },
    onLine: (unit, line) => lines.push(`${unit}: ${line}`),
    onChange: () => undefined,
  });
  started.push(init);
  const trace = (): string[] => {
    const file = join(root, 'trace');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  };
  return { init, root, lines, trace };
}

/** Appends a line to the trace, as a line of a program. */
const note = (text: string): string => `echo ${text} >> "$CATNAP_ROOT/trace"`;

/** Runs until it is told to end. */
const lasting = (name: string): string =>
  program(`trap '${note(`${name} ends`)}; kill $!; exit 0' TERM`, note(`${name} runs`), 'sleep 300 & wait');

function reached(
  init: Init,
  unit: string,
  wanted: (status: ServiceStatus) => boolean,
): Promise<ServiceStatus> {
  const look = (): Promise<ServiceStatus | undefined> => {
    const status = init.status(unit);
    return Promise.resolve(status && wanted(status) ? status : undefined);
  };
  return until(look, { what: `${unit} is as wanted`, timeout: 30_000, every: 10 });
}

const written = (trace: () => string[], line: string): Promise<true> =>
  until(() => Promise.resolve(trace().includes(line) || undefined), {
    what: `${line} is written`,
    timeout: 30_000,
    every: 10,
  });

describe('a start', () => {
  const HOST = {
    [`${UNITS}/boot.service`]: unitFile(
      'Type=oneshot',
      'RemainAfterExit=yes',
      'ExecStart=/bin/boot',
      'ExecStop=/bin/unboot',
    ),
    [`${UNITS}/kafka.service`]: unitFile(
      'Requires=boot.service',
      'After=boot.service',
      'ExecStart=/bin/kafka',
    ),
    'bin/boot': program('until [ -e "$CATNAP_ROOT/go" ]; do sleep 0.02; done', note('booted')),
    'bin/unboot': program(note('unbooted')),
    'bin/kafka': lasting('kafka'),
  };

  it('waits for what the unit requires, and a power-off goes the other way', async () => {
    const { init, root, trace } = initWith(HOST);
    const job = init.start('kafka.service');
    await reached(init, 'boot.service', ({ state }) => state.sub === 'start');
    expect(init.status('kafka.service')?.state.active).toBe('inactive');

    writeFileSync(join(root, 'go'), '');
    expect(await job?.done).toBe('done');
    expect(init.status('boot.service')?.state).toEqual({ active: 'active', sub: 'exited' });
    await written(trace, 'kafka runs');

    await init.powerOff();
    expect(trace()).toEqual(['booted', 'kafka runs', 'kafka ends', 'unbooted']);
    expect(() => init.start('kafka.service')).toThrow(expect.objectContaining({ code: 'shutting-down' }));
  });

  it('does not happen when what the unit requires fails', async () => {
    const { init, lines, trace } = initWith({ ...HOST, 'bin/boot': program('echo no volume >&2', 'exit 4') });
    expect(await init.start('kafka.service')?.done).toBe('dependency');
    expect(init.status('boot.service')).toMatchObject({ state: { active: 'failed' }, result: 'exit-code' });
    expect(lines).toEqual([
      'boot.service: no volume',
      'kafka.service: not started: it requires boot.service, which did not start',
    ]);
    expect(trace()).toEqual([]);
  });

  it('that hangs is ended by a power-off, along with those that wait for it', async () => {
    const { init, trace } = initWith(HOST);
    const job = init.start('kafka.service');
    await reached(init, 'boot.service', ({ state }) => state.sub === 'start');
    await init.powerOff();
    expect(await job?.done).toBe('canceled');
    expect(init.status('boot.service')?.state.active).toBe('inactive');
    expect(trace()).toEqual([]);
  });

  it('that waits for its turn is canceled at once by a stop', async () => {
    const { init } = initWith(HOST);
    const job = init.start('kafka.service');
    await reached(init, 'boot.service', ({ state }) => state.sub === 'start');
    await init.stop('kafka.service');
    expect(await job?.done).toBe('canceled');
    expect(init.status('boot.service')?.state.active).toBe('activating');
  });

  it('waits for what the unit merely comes after, and does not need it', async () => {
    const { init, root } = initWith({
      ...HOST,
      [`${UNITS}/kafka.service`]: unitFile(
        'Wants=boot.service',
        'After=boot.service',
        'ExecStart=/bin/kafka',
      ),
      'bin/boot': program('until [ -e "$CATNAP_ROOT/go" ]; do sleep 0.02; done', 'exit 1'),
    });
    const job = init.start('kafka.service');
    await reached(init, 'boot.service', ({ state }) => state.sub === 'start');
    expect(init.status('kafka.service')?.state.active).toBe('inactive');
    writeFileSync(join(root, 'go'), '');
    expect(await job?.done).toBe('done');
    expect(init.status('boot.service')?.state.active).toBe('failed');
  });

  it('is not begun after a kill', async () => {
    const { init, trace } = initWith(HOST);
    const job = init.start('boot.service');
    await init.kill();
    expect(await job?.done).toBe('canceled');
    expect(trace()).toEqual([]);
  });

  it('that takes longer than TimeoutStartSec fails', async () => {
    const boot = unitFile('Type=oneshot', 'TimeoutStartSec=50ms', 'ExecStart=/bin/boot');
    const { init } = initWith({ ...HOST, [`${UNITS}/boot.service`]: boot });
    expect(await init.start('boot.service')?.done).toBe('failed');
    expect(init.status('boot.service')?.result).toBe('timeout');
  });

  it('runs ExecStartPre first, whose failure counts unless it has a dash', async () => {
    const { init } = initWith({
      [`${UNITS}/a.service`]: unitFile('Type=oneshot', 'ExecStartPre=-/bin/fails', 'ExecStart=/bin/works'),
      [`${UNITS}/b.service`]: unitFile('Type=oneshot', 'ExecStartPre=/bin/fails', 'ExecStart=/bin/works'),
      'bin/fails': program('exit 1'),
      'bin/works': program('exit 0'),
    });
    expect(await init.start('a.service')?.done).toBe('done');
    expect(await init.start('b.service')?.done).toBe('failed');
  });

  it('fails when the program is missing, and says which', async () => {
    const { init, root, lines } = initWith({
      [`${UNITS}/a.service`]: unitFile('Type=exec', 'ExecStart=/usr/bin/java'),
    });
    expect(await init.start('a.service')?.done).toBe('failed');
    expect(lines).toEqual([`a.service: a.service: ${root}/usr/bin/java is missing or not executable`]);
  });

  it('is skipped when a condition is not met, which hinders nobody', async () => {
    const { init, lines } = initWith({
      [`${UNITS}/a.service`]: unitFile(
        'ConditionPathExists=/etc/want',
        'Type=oneshot',
        'ExecStart=/bin/true',
      ),
      [`${UNITS}/b.service`]: unitFile(
        'Requires=a.service',
        'After=a.service',
        'Type=oneshot',
        'ExecStart=/bin/true',
      ),
      'bin/true': program('exit 0'),
    });
    expect(await init.start('b.service')?.done).toBe('done');
    expect(lines).toEqual(['a.service: skipped: /etc/want does not exist']);
  });

  it('gives the environment of the machine, the unit and its file, the last one winning', async () => {
    const { init, lines } = initWith({
      [`${UNITS}/a.service`]: unitFile(
        'Type=oneshot',
        'Environment=A=unit B=unit',
        'EnvironmentFile=/etc/env',
        'ExecStart=/bin/show',
      ),
      'etc/env': 'B=file\n',
      'bin/show': program('echo $A $B'),
    });
    await init.start('a.service')?.done;
    expect(lines).toEqual(['a.service: unit file']);
  });

  it('fails when the environment file is missing', async () => {
    const { init, lines } = initWith({
      [`${UNITS}/a.service`]: unitFile('EnvironmentFile=/etc/env', 'ExecStart=/bin/true'),
    });
    expect(await init.start('a.service')?.done).toBe('failed');
    expect(init.status('a.service')?.result).toBe('resources');
    expect(lines[0]).toContain('EnvironmentFile=/etc/env is missing');
  });

  it('makes the runtime folder, which goes with the service', async () => {
    const { init, root } = initWith({
      [`${UNITS}/a.service`]: unitFile('RuntimeDirectory=a', 'ExecStart=/bin/a'),
      'bin/a': lasting('a'),
    });
    await init.start('a.service')?.done;
    expect(existsSync(join(root, 'run/a'))).toBe(true);
    await init.stop('a.service');
    expect(existsSync(join(root, 'run/a'))).toBe(false);
  });
});

describe('a service that ends by itself', () => {
  const crashing = (...lines: string[]) => ({
    [`${UNITS}/a.service`]: unitFile('ExecStart=/bin/a', 'RestartSec=10ms', ...lines),
    'bin/a': program(note('run'), '[ $(wc -l < "$CATNAP_ROOT/trace") -gt 2 ] && exit 0', 'exit 1'),
  });

  it('with Restart=on-failure is started again until it ends well', async () => {
    const { init, trace } = initWith(crashing('Restart=on-failure'));
    await init.start('a.service')?.done;
    const status = await reached(init, 'a.service', ({ state }) => state.active === 'inactive');
    expect(status).toMatchObject({ result: 'success', restarts: 2, mainExit: { code: 0 } });
    expect(trace()).toHaveLength(3);
  });

  it('without Restart has failed, and can be started again', async () => {
    const { init } = initWith(crashing());
    await init.start('a.service')?.done;
    await reached(init, 'a.service', ({ state }) => state.active === 'failed');
    expect(await init.start('a.service')?.done).toBe('done');
  });

  it('too often is given up', async () => {
    const { init, lines, trace } = initWith({
      ...crashing('Restart=always', 'StartLimitBurst=3', 'StartLimitIntervalSec=1h'),
    });
    await init.start('a.service')?.done;
    await reached(init, 'a.service', ({ result }) => result === 'start-limit-hit');
    expect(trace()).toHaveLength(3);
    expect(lines).toContain('a.service: not started: more than 3 starts in 3600000 ms');
  });

  it('is not started again once a stop was asked for', async () => {
    const { init } = initWith(crashing('Restart=always', 'RestartSec=1h'));
    await init.start('a.service')?.done;
    await reached(init, 'a.service', ({ state }) => state.sub === 'auto-restart');
    await init.stop('a.service');
    expect(init.status('a.service')?.state.active).toBe('inactive');
  });

  it('takes its children with it', async () => {
    const { init, root } = initWith({
      [`${UNITS}/a.service`]: unitFile('ExecStart=/bin/a'),
      'bin/a': program('sleep 300 &', 'echo $! > "$CATNAP_ROOT/child"'),
    });
    await init.start('a.service')?.done;
    await reached(init, 'a.service', ({ state }) => state.active === 'inactive');
    expect(runs(Number(readFileSync(join(root, 'child'), 'utf8')))).toBe(false);
  });
});

describe('a stop', () => {
  it('gives time to end, then ends the service and its children by force', async () => {
    const { init, root, trace } = initWith({
      [`${UNITS}/a.service`]: unitFile('ExecStart=/bin/a', 'TimeoutStopSec=100ms', 'Restart=always'),
      'bin/a': program(
        "trap '' TERM",
        'sleep 300 &',
        'echo $! > "$CATNAP_ROOT/child"',
        note('a runs'),
        'wait',
      ),
    });
    await init.start('a.service')?.done;
    await written(trace, 'a runs');
    const pid = init.status('a.service')?.mainPid ?? 0;
    expect(runs(pid)).toBe(true);
    await init.stop('a.service');
    expect(init.status('a.service')).toMatchObject({
      state: { active: 'failed' },
      result: 'timeout',
      mainPid: 0,
    });
    expect([pid, Number(readFileSync(join(root, 'child'), 'utf8'))].filter(runs)).toEqual([]);
  });

  it('takes with it what requires the unit', async () => {
    const { init, trace } = initWith({
      [`${UNITS}/a.service`]: unitFile('ExecStart=/bin/a'),
      [`${UNITS}/b.service`]: unitFile('Requires=a.service', 'After=a.service', 'ExecStart=/bin/b'),
      'bin/a': lasting('a'),
      'bin/b': lasting('b'),
    });
    await init.start('b.service')?.done;
    await written(trace, 'a runs');
    await written(trace, 'b runs');
    expect(await init.stop('a.service')).toEqual(['b.service', 'a.service']);
    expect(trace().slice(2)).toEqual(['b ends', 'a ends']);
  });

  it('followed at once by a start ends with the service up', async () => {
    const { init, trace } = initWith({
      [`${UNITS}/a.service`]: unitFile('ExecStart=/bin/a'),
      'bin/a': lasting('a'),
    });
    await init.start('a.service')?.done;
    await written(trace, 'a runs');
    const stopped = init.stop('a.service');
    const again = init.start('a.service');
    await stopped;
    expect(await again?.done).toBe('done');
    expect(init.status('a.service')?.state.active).toBe('active');
  });

  it('of a service that asks for it runs ExecStop before the signal', async () => {
    const { init, trace } = initWith({
      [`${UNITS}/a.service`]: unitFile('ExecStart=/bin/a', 'ExecStop=/bin/bye'),
      'bin/a': lasting('a'),
      'bin/bye': program(note('bye')),
    });
    await init.start('a.service')?.done;
    await written(trace, 'a runs');
    await init.stop('a.service');
    expect(trace()).toEqual(['a runs', 'bye', 'a ends']);
  });
});

describe('a boot', () => {
  it('starts what is enabled, whatever becomes of each', async () => {
    const { init, root, lines } = initWith({
      [`${UNITS}/a.service`]: unitFile('ExecStart=/bin/a'),
      [`${UNITS}/bad.service`]: unitFile('ExecStart=/bin/a'),
      'bin/a': lasting('a'),
    });
    for (const name of ['a.service', 'bad.service']) init.units.enable(name);
    writeFiles(root, { [`${UNITS}/bad.service`]: unitFile('ExecStart=/bin/a', 'Nonsense=1') });
    init.reload();
    init.boot();
    await reached(init, 'a.service', ({ state }) => state.active === 'active');
    expect(lines[0]).toContain('bad.service: [Service] Nonsense');
  });
});

describe('a timer', () => {
  const TIMED = {
    [`${UNITS}/a.service`]: unitFile('Type=oneshot', 'ExecStart=/bin/a'),
    'bin/a': program(note('a')),
  };
  const runsOf = (trace: () => string[], count: number) =>
    until(() => Promise.resolve(trace().length >= count || undefined), {
      what: `it has run ${count} times`,
      timeout: 30_000,
      every: 10,
    });

  it('starts its service after a while, and again and again', async () => {
    const { init, trace } = initWith({
      ...TIMED,
      [`${UNITS}/a.timer`]: '[Timer]\nOnActiveSec=20ms\nOnUnitActiveSec=50ms\n',
    });
    expect(init.start('a.timer')).toBeUndefined();
    expect(trace()).toEqual([]);
    await runsOf(trace, 3);
    expect(init.status('a.timer')?.state).toEqual({ active: 'active', sub: 'waiting' });
  });

  it('that says nothing of a next time starts it once', async () => {
    const { init, trace } = initWith({ ...TIMED, [`${UNITS}/a.timer`]: '[Timer]\nOnActiveSec=20ms\n' });
    init.start('a.timer');
    await runsOf(trace, 1);
    expect(init.status('a.timer')?.state.active).toBe('inactive');
  });

  it.each([
    ['is stopped', (init: Init) => init.stop('a.timer')],
    ['was there when the machine powers off', (init: Init) => init.powerOff()],
  ])('that %s starts nothing any more', async (_what, end) => {
    const { init, trace } = initWith({
      ...TIMED,
      [`${UNITS}/a.timer`]: '[Timer]\nOnActiveSec=100ms\n',
    });
    init.start('a.timer');
    const other = initWith({
      [`${UNITS}/later.service`]: unitFile('Type=oneshot', 'ExecStart=/bin/later'),
      [`${UNITS}/later.timer`]: '[Timer]\nOnActiveSec=200ms\n',
      'bin/later': program(note('later')),
    });
    await end(init);
    expect(init.status('a.timer')?.state.active).toBe('inactive');
    // By then the one that was stopped would have been due as well.
    other.init.start('later.timer');
    await runsOf(other.trace, 1);
    expect(trace()).toEqual([]);
  });
});
