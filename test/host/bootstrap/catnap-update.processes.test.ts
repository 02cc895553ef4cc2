import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { temporaryFolders } from '../../temporary-folder.ts';
import { UpdatedHost } from '../update/updated-host.ts';

/** Each update starts a few Python processes. */
jest.setTimeout(60_000);

const BOOTSTRAP = join(import.meta.dirname, '..', '..', '..', 'host', 'bootstrap', 'catnap-update');

const temporaryFolder = temporaryFolders();
let host: UpdatedHost;
beforeEach(() => {
  host = new UpdatedHost(BOOTSTRAP, temporaryFolder(), temporaryFolder());
});

const says = (text: string) => ({ 'update/catnap-update': `echo ${text}\n` });

describe('what user data leaves to bring a host up to date', () => {
  it('fetches the first programs once, and lets their updater install them', () => {
    host.deploy('one');
    expect(host.update()).toMatchObject({ status: 0, stdout: expect.stringContaining('installed one') });
    expect(host.installed).toBe('one');
    expect(host.fetches).toBe(1);
    expect(host.programs).toEqual(['one']);
    expect(host.systemctl).toEqual(['daemon-reload', 'start --no-block catnap-watch.service']);
  });

  it('leaves every later boot to the updater of the installed programs: a changed one needs no new user data', () => {
    host.deploy('one');
    host.update();
    host.deploy('two', says('a quite different updater'));
    host.update();
    expect(host.installed).toBe('two');
    expect(host.update()).toMatchObject({ status: 0, stdout: 'a quite different updater\n' });
  });

  it.each([
    ['the parameter cannot be read', () => host.command('aws', 'exit 254')],
    ['the programs cannot be fetched', () => host.deployed('s3://assets/missing.zip')],
    ['what was fetched is no archive', () => host.spoil('one.zip')],
    [
      'a file is not what the checksums say',
      () => host.deploy('one', {}, (folder) => writeFileSync(join(folder, 'update/catnap-update'), 'evil')),
    ],
  ])('installs nothing when %s, and says so; the next boot tries again', (_what, happen) => {
    host.deploy('one');
    happen();
    const failed = host.update();
    expect(failed.status).not.toBe(0);
    expect(failed.stdout).toContain('cannot fetch the first programs');
    expect(existsSync(join(host.root, 'opt/catnap/current'))).toBe(false);
    expect(host.systemctl).toEqual([]);
    rmSync(join(host.root, 'bin'), { recursive: true });
    const again = new UpdatedHost(BOOTSTRAP, host.root, temporaryFolder());
    again.deploy('two');
    expect(again.update()).toMatchObject({ status: 0 });
    expect(again.installed).toBe('two');
    expect(again.programs).toEqual(['two']);
  });

  it.each(['aws', 'python3', 'sha256sum', 'mv', 'cp', 'ln'])(
    'when it is killed at %s, is made up for by the next run',
    async (name) => {
      host.deploy('one');
      await host.updateKilledAt(name);
      expect(host.update()).toMatchObject({ status: 0 });
      expect(host.installed).toBe('one');
      expect(host.programs).toEqual(['one']);
    },
  );

  it('brings programs back that somebody removed', () => {
    host.deploy('one');
    host.update();
    rmSync(join(host.root, 'opt/catnap/programs'), { recursive: true });
    expect(host.update()).toMatchObject({ status: 0 });
    expect(readFileSync(join(host.root, 'opt/catnap/current/agent.mjs'), 'utf8')).toBe('// one');
  });
});
