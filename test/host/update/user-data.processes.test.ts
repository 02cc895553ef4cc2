import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { hostUserData } from '../../../lib/constructs/host-user-data.ts';
import { temporaryFolders } from '../../temporary-folder.ts';
import { type ProgramFiles, programsCalled } from './made-programs.ts';
import { PlayedSystem, wayToPlay } from './played-system.ts';

/** Each boot starts a few Python processes. */
jest.setTimeout(60_000);

const UNITS = ['shared', 'kafka'].flatMap((kind) => {
  const folder = join(import.meta.dirname, '..', '..', '..', 'host', 'units', kind);
  return readdirSync(folder).map((name) => join(folder, name));
});
const USER_DATA = hostUserData({
  environmentName: 'dev',
  role: 'kafka',
  region: 'us-east-1',
  packages: ['java-25-amazon-corretto-headless', 'nodejs24'],
}).render();
const START = 'start --no-block catnap-watch.service';

const temporaryFolder = temporaryFolders();
const way = wayToPlay();
let system: PlayedSystem;
beforeEach(() => {
  system = new PlayedSystem(temporaryFolder(), way);
});

/** Programs with the real updater and the real units. */
function programs(id: string): ProgramFiles {
  const units = UNITS.map((unit) => [`units/${basename(unit)}`, readFileSync(unit, 'utf8')]);
  return { ...programsCalled(id), ...Object.fromEntries(units) };
}

const installed = (): string => basename(readlinkSync(system.file('opt/catnap/current')));
const systemctl = (): string[] => system.read('var/log/systemctl').trim().split('\n');
const units = (): string[] =>
  readdirSync(system.file('etc/systemd/system'))
    .filter((name) => name.startsWith('catnap-'))
    .sort();

describe(`user data, run ${way.called}`, () => {
  it('makes a host at the first boot: runtime, account, files, programs, units, and the agent started', () => {
    system.deploy('one', programs('one'));
    system.firstBoot(USER_DATA);
    expect(system.read('var/log/commands').split('\n')).toEqual([
      'useradd catnap',
      'dnf install -y java-25-amazon-corretto-headless nodejs24',
      '',
    ]);
    expect(system.read('etc/catnap/host.env')).toBe(
      'CATNAP_ENVIRONMENT=dev\nCATNAP_ROLE=kafka\nAWS_REGION=us-east-1\n',
    );
    expect(statSync(system.file('usr/local/bin/catnap-update')).mode & 0o777).toBe(0o755);
    expect(system.read('var/log/parameters')).toMatch(/^\/catnap\/dev\/programs\/kafka$/m);
    expect(installed()).toBe('one');
    expect(units()).toEqual(UNITS.map((unit) => basename(unit)).sort());
    expect(systemctl()).toEqual([
      'daemon-reload',
      'enable --now --no-block catnap-update.service',
      'daemon-reload',
      START,
    ]);
  });

  it('is needed no more: later boots bring new programs, their units and their updater', () => {
    system.deploy('one', programs('one'));
    system.firstBoot(USER_DATA);
    const { 'units/catnap-security-updates.timer': _, ...rest } = programs('two');
    const unit = `${rest['units/catnap-update.service']}# of the second programs\n`;
    const updater = `echo "the second updater"\n${rest['update/catnap-update']}`;
    system.deploy('two', { ...rest, 'units/catnap-update.service': unit, 'update/catnap-update': updater });

    system.boot();
    expect(installed()).toBe('two');
    expect(units()).not.toContain('catnap-security-updates.timer');
    expect(system.read('etc/systemd/system/catnap-update.service')).toBe(unit);
    expect(system.read('var/log/journal')).not.toContain('the second updater');

    system.boot();
    expect(system.read('var/log/journal')).toContain('the second updater');
    expect(systemctl().at(-1)).toBe(START);
  });

  it('leaves a host as it was when there is nothing to fetch, and the old programs start', () => {
    system.deploy('one', programs('one'));
    system.firstBoot(USER_DATA);
    writeFileSync(system.file('var/parameter'), 's3://assets/gone.zip\n');
    system.boot();
    expect(installed()).toBe('one');
    expect(system.read('var/log/journal')).toContain('keeping one');
    expect(systemctl().at(-1)).toBe(START);
  });

  it.each([
    ['the script', 'python3 -m zipfile -e', 'python3 -m zipfile -x'],
    ['the unit', 'ExecStart=/usr/local/bin/catnap-update', 'ExecStart=/usr/bin/catnap-update'],
    ['the last command', '"enable"', '"mask"'],
  ])('would be found broken: with a mistake in %s no host comes up', (_what, right, wrong) => {
    system.deploy('one', programs('one'));
    const broken = USER_DATA.replace(right, wrong);
    expect(broken).not.toBe(USER_DATA);
    system.firstBoot(broken);
    expect(lstatSync(system.file('opt/catnap/current'), { throwIfNoEntry: false })).toBeUndefined();
    expect(systemctl()).not.toContain(START);
  });
});
