import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Init } from '../../../../rehearsal/machine/init/init.ts';
import { systemctl } from '../../../../rehearsal/machine/init/systemctl.ts';
import { temporaryFolders } from '../../../temporary-folder.ts';
import { program, unitFile, writeFiles } from '../fake-root.ts';

/** Real processes take their time on a busy laptop. */
jest.setTimeout(60_000);

const started: Init[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((init) => init.kill()));
});
const newFolder = temporaryFolders();

const UNITS = 'etc/systemd/system';

/** A machine's systemctl, and its root. */
function machine() {
  const root = newFolder();
  writeFiles(root, {
    [`${UNITS}/works.service`]: unitFile('Type=exec', 'ExecStart=/bin/lasts'),
    [`${UNITS}/needs.service`]: unitFile(
      'Requires=fails.service',
      'After=fails.service',
      'ExecStart=/bin/lasts',
    ),
    [`${UNITS}/follows.service`]: unitFile(
      'Requires=works.service',
      'After=works.service',
      'ExecStart=/bin/lasts',
    ),
    [`${UNITS}/fails.service`]: unitFile('Type=oneshot', 'ExecStart=/bin/fails'),
    'bin/lasts': program('exec sleep 300'),
    'bin/fails': program('exit 3'),
  });
  const init = new Init({
    root,
    environment: { PATH: process.env['PATH'] ?? '' },
    onLine: () => undefined,
    onChange: () => undefined,
  });
  started.push(init);
  return { root, call: (line: string) => systemctl(init, line.split(' ')), init };
}

describe('systemctl', () => {
  it('tells with its exit code whether a unit is active', async () => {
    const { call } = machine();
    expect(await call('is-active works')).toEqual({ exitCode: 3, stdout: 'inactive' });
    expect(await call('start works')).toEqual({ exitCode: 0 });
    expect(await call('is-active works.service')).toEqual({ exitCode: 0, stdout: 'active' });
    expect(await call('is-active --quiet works')).toEqual({ exitCode: 0 });
    expect(await call('stop works')).toEqual({ exitCode: 0 });
    expect(await call('is-active works')).toEqual({ exitCode: 3, stdout: 'inactive' });
  });

  it('fails with the start that it waited for', async () => {
    const { call } = machine();
    expect(await call('start fails')).toEqual({
      exitCode: 1,
      stderr: 'Job for fails.service failed. See its log.',
    });
    expect(await call('start needs')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('A dependency job'),
    });
    expect(await call('is-active fails')).toEqual({ exitCode: 3, stdout: 'failed' });
  });

  it('does not wait when told so, but for a unit that is not there', async () => {
    const { call } = machine();
    expect(await call('start --no-block fails')).toEqual({ exitCode: 0 });
    expect(await call('start --no-block gone')).toEqual({
      exitCode: 5,
      stderr: 'Failed to start gone.service: Unit gone.service not found.',
    });
    expect(await call('stop gone')).toMatchObject({ exitCode: 5 });
  });

  it('restarts a unit and what requires it', async () => {
    const { call, init } = machine();
    await call('start follows');
    const before = ['works.service', 'follows.service'].map((name) => init.status(name)?.mainPid);
    expect(await call('restart works')).toEqual({ exitCode: 0 });
    const after = ['works.service', 'follows.service'].map((name) => init.status(name)?.mainPid);
    expect(await call('is-active follows')).toMatchObject({ exitCode: 0 });
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  });

  it('shows properties as systemd spells them', async () => {
    const { call, init } = machine();
    await call('start works');
    expect(await call('show -p ActiveState,SubState,Result works')).toEqual({
      exitCode: 0,
      stdout: 'ActiveState=active\nSubState=running\nResult=success',
    });
    expect(await call('show -p MainPID --value works')).toEqual({
      exitCode: 0,
      stdout: `${init.status('works.service')?.mainPid}`,
    });
    expect(await call('show -p LoadState gone')).toEqual({ exitCode: 0, stdout: 'LoadState=not-found' });
    expect(await call('show -p Slice works')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('Slice'),
    });
  });

  it('shows how the main process ended', async () => {
    const { call, init } = machine();
    await call('start works');
    process.kill(init.status('works.service')?.mainPid ?? 0, 'SIGKILL');
    await call('stop works');
    expect(await call('show -p Result,ExecMainCode,ExecMainStatus works')).toMatchObject({
      stdout: 'Result=signal\nExecMainCode=2\nExecMainStatus=9',
    });
  });

  it('knows a changed unit after a reload, and refuses a wrong one', async () => {
    const { call, root } = machine();
    await call('show works');
    writeFiles(root, { [`${UNITS}/works.service`]: unitFile('ExecStart=/bin/fails', 'Nonsense=1') });
    expect(await call('show -p LoadState works')).toMatchObject({ exitCode: 0 });
    expect(await call('daemon-reload')).toEqual({ exitCode: 0 });
    expect(await call('start works')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('[Service] Nonsense'),
    });
  });

  it('enables units for the next boot, and starts them with --now', async () => {
    const { call, init } = machine();
    expect(await call('enable --now works')).toEqual({ exitCode: 0 });
    expect(await call('enable works')).toEqual({ exitCode: 0 });
    expect(await call('is-active works')).toMatchObject({ exitCode: 0 });
    expect(init.units.enabled()).toEqual(['works.service']);
    expect(await call('enable gone')).toMatchObject({ exitCode: 5 });
  });

  it('disables units, and stops them with --now', async () => {
    const { call, init } = machine();
    await call('enable --now works');
    expect(await call('disable --now works')).toEqual({ exitCode: 0 });
    expect(await call('is-active works')).toMatchObject({ exitCode: 3 });
    expect(init.units.enabled()).toEqual([]);
    expect(await call('disable works')).toEqual({ exitCode: 0 });
    expect(await call('disable gone')).toMatchObject({ exitCode: 5 });
  });

  it('starts and stops timers', async () => {
    const { call, root } = machine();
    writeFiles(root, { [`${UNITS}/works.timer`]: '[Timer]\nOnActiveSec=1h\n' });
    expect(await call('is-active works.timer')).toEqual({ exitCode: 3, stdout: 'inactive' });
    expect(await call('start works.timer')).toEqual({ exitCode: 0 });
    expect(await call('is-active works.timer')).toEqual({ exitCode: 0, stdout: 'active' });
    expect(await call('is-active works')).toMatchObject({ exitCode: 3 });
    expect(await call('stop works.timer')).toEqual({ exitCode: 0 });
    expect(await call('is-active works.timer')).toMatchObject({ exitCode: 3 });
    expect(await call('start gone.timer')).toMatchObject({ exitCode: 5 });
    expect(await call('stop gone.timer')).toMatchObject({ exitCode: 5 });
  });

  it('links a unit from elsewhere', async () => {
    const { call, root } = machine();
    writeFiles(root, { 'opt/units/linked.service': unitFile('ExecStart=/bin/lasts') });
    expect(await call('link /opt/units/linked.service')).toEqual({ exitCode: 0 });
    expect(await call('start linked')).toEqual({ exitCode: 0 });
    expect(await call('link /opt/units/gone.service')).toMatchObject({ exitCode: 5 });
  });

  it('refuses what it does not know', async () => {
    expect(await machine().call('mask works')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("'mask'"),
    });
  });
});
