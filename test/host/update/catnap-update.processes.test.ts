import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { temporaryFolders } from '../../temporary-folder.ts';
import { UPDATER } from './made-programs.ts';
import { UpdatedHost } from './updated-host.ts';

/** Each update starts a few Python processes. */
jest.setTimeout(60_000);

const temporaryFolder = temporaryFolders();
let host: UpdatedHost;
beforeEach(() => {
  host = new UpdatedHost(UPDATER, temporaryFolder(), temporaryFolder());
});

const START = 'start --no-block catnap-watch.service';
const evil = (folder: string): void => writeFileSync(join(folder, 'agent.mjs'), 'evil');

describe('bringing a host up to date', () => {
  it('installs the programs that the deploy names, with their units, and starts the agent', () => {
    host.deploy('one');
    expect(host.update()).toMatchObject({ status: 0, stdout: expect.stringContaining('installed one') });
    expect(readFileSync(join(host.root, 'opt/catnap/current/agent.mjs'), 'utf8')).toBe('// one');
    expect(host.units).toEqual({ 'catnap-watch.service': '# one' });
    expect(host.systemctl).toEqual(['daemon-reload', START]);
  });

  it('does nothing but start the agent when all is there already', () => {
    host.deploy('one');
    host.update();
    host.spoil('one.zip');
    expect(host.update()).toMatchObject({ status: 0, stdout: '' });
    expect(host.systemctl.slice(2)).toEqual([START]);
  });

  it('switches to the next programs, and keeps no others', () => {
    host.deploy('one');
    host.update();
    host.deploy('two');
    host.update();
    expect(host.installed).toBe('two');
    expect(host.units).toEqual({ 'catnap-watch.service': '# two' });
    expect(host.programs).toEqual(['two']);
  });

  it.each([
    ['the parameter cannot be read', () => host.command('aws', 'exit 254')],
    ['the programs cannot be fetched', () => host.deployed('s3://assets/missing.zip')],
    [
      'what was fetched is no archive',
      () => {
        host.spoil('broken.zip');
        host.deployed('s3://assets/broken.zip');
      },
    ],
    ['a file is not what the checksums say', () => host.deploy('bad', {}, evil)],
  ])('keeps the old programs when %s', (_what, happen) => {
    host.deploy('one');
    host.update();
    happen();
    expect(host.update()).toMatchObject({ status: 0, stdout: expect.stringContaining('keeping one') });
    expect(host.installed).toBe('one');
    expect(host.units).toEqual({ 'catnap-watch.service': '# one' });
    expect(host.systemctl.at(-1)).toBe(START);
  });

  it('fails when there is nothing to keep, starts nothing, and succeeds at the next boot', () => {
    host.deploy('one', {}, evil);
    expect(host.update()).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('there are no old ones'),
    });
    expect(host.systemctl).toEqual([]);
    host.deploy('two');
    expect(host.update()).toMatchObject({ status: 0 });
    expect(host.installed).toBe('two');
  });
});

describe('units', () => {
  it('of other kinds than services, and its own, are brought by the programs too', () => {
    const units = { 'units/catnap-a.timer': '# timer', 'units/catnap-update.service': '# successor' };
    host.deploy('one', units);
    host.update();
    expect(host.units).toMatchObject({
      'catnap-a.timer': '# timer',
      'catnap-update.service': '# successor',
    });
  });

  it('that newer programs no longer have are stopped and removed, nobody else’s', () => {
    host.deploy('one', { 'units/catnap-old.service': '# old', 'units/catnap-old.timer': '# old' });
    host.update();
    writeFileSync(join(host.root, 'etc/systemd/system/theirs.service'), '# theirs');
    host.deploy('two');
    host.update();
    expect(host.units).toEqual({ 'catnap-watch.service': '# two', 'theirs.service': '# theirs' });
    expect(host.systemctl.slice(2)).toEqual([
      'disable --now catnap-old.service',
      'disable --now catnap-old.timer',
      'daemon-reload',
      START,
    ]);
  });

  it('that cannot be stopped are removed all the same', () => {
    host.deploy('one', { 'units/catnap-old.service': '# old' });
    host.update();
    host.deploy('two');
    host.command('systemctl', '[ "$1" != disable ]');
    expect(host.update()).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('could not stop catnap-old.service'),
    });
    expect(host.units).toEqual({ 'catnap-watch.service': '# two' });
  });

  it('that somebody changed are made right at the next boot', () => {
    host.deploy('one');
    host.update();
    writeFileSync(join(host.root, 'etc/systemd/system/catnap-watch.service'), '# tried something');
    host.update();
    expect(host.units).toEqual({ 'catnap-watch.service': '# one' });
    expect(host.systemctl.slice(2)).toEqual(['daemon-reload', START]);
  });
});

describe('an update that is killed', () => {
  const NEW = { 'units/catnap-new.service': '# new' };

  it.each([
    ['asks what to install', 'aws', '*'],
    ['unpacks', 'python3', '*'],
    ['verifies', 'sha256sum', '*'],
    ['puts what is verified in its place', 'mv', '*/two'],
    ['copies a unit', 'cp', '*'],
    ['puts a unit in its place', 'mv', '*.service'],
    ['stops a unit that is gone', 'systemctl', '*catnap-old*'],
    ['removes it', 'rm', '*catnap-old*'],
    ['has systemd read them', 'systemctl', 'daemon-reload'],
    ['prepares to switch', 'ln', '*'],
    ['switches', 'python3', '-c*'],
    ['removes the old programs', 'find', '*'],
  ])('when it %s, is made up for by the next run', async (_when, name, calls) => {
    host.deploy('one', { 'units/catnap-old.service': '# old' });
    host.update();
    host.deploy('two', NEW);
    await host.updateKilledAt(name, calls);
    expect(host.update()).toMatchObject({ status: 0 });
    expect(host.installed).toBe('two');
    expect(readFileSync(join(host.root, 'opt/catnap/current/agent.mjs'), 'utf8')).toBe('// two');
    expect(host.units).toMatchObject({ 'catnap-watch.service': '# two', 'catnap-new.service': '# new' });
    expect(Object.keys(host.units)).not.toContain('catnap-old.service');
    expect(host.programs).toEqual(['two']);
    expect(host.systemctl).toContain('daemon-reload');
    expect(host.systemctl.at(-1)).toBe(START);
  });

  it.each([
    ['mv', '*.service'],
    ['rm', '*catnap-old*'],
    ['ln', '*'],
  ])(
    'at %s %s, and what it was to install cannot be had any more: the units are those of the old programs again',
    async (name, calls) => {
      host.deploy('one', { 'units/catnap-old.service': '# old' });
      host.update();
      host.deploy('two', NEW);
      await host.updateKilledAt(name, calls);
      host.command('aws', 'exit 254');
      expect(host.update()).toMatchObject({ status: 0, stdout: expect.stringContaining('keeping one') });
      expect(host.installed).toBe('one');
      const whole = Object.entries(host.units).filter(([unit]) => !unit.endsWith('.draft'));
      expect(Object.fromEntries(whole)).toEqual({
        'catnap-watch.service': '# one',
        'catnap-old.service': '# old',
      });
    },
  );
});
