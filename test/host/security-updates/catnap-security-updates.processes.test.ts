import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { until } from '../../../rehearsal/until.ts';
import { temporaryFolders } from '../../temporary-folder.ts';

/** Real processes take their time on a busy machine. */
jest.setTimeout(60_000);

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'host', 'security-updates');
const SCRIPT = join(FOLDER, 'catnap-security-updates');

const temporaryFolder = temporaryFolders();
const running: ChildProcess[] = [];
let root: string;
beforeEach(() => {
  root = temporaryFolder();
  mkdirSync(join(root, 'bin'));
  dnf('true');
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

/** A dnf that writes down how it is called, and then does what a test says; `$*` are its arguments. */
function dnf(script: string): void {
  const file = join(root, 'bin/dnf');
  writeFileSync(file, `#!/bin/sh\necho "$*" >> '${root}/dnf.log'\n${script}\n`);
  chmodSync(file, 0o755);
}

const environment = () => ({
  PATH: `${join(root, 'bin')}:${process.env['PATH']}`,
  CATNAP_ROOT: root,
});
const run = () => spawnSync('bash', [SCRIPT], { env: environment(), encoding: 'utf8' });
const lines = (name: string): string[] => {
  const file = join(root, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};

/** Runs it in the background, as one process group, until it has come to what `marker` shows. */
async function runUntil(marker: string): Promise<ChildProcess> {
  const child = spawn('bash', [SCRIPT], { env: environment(), stdio: 'ignore', detached: true });
  running.push(child);
  await until(() => Promise.resolve(existsSync(join(root, marker)) || undefined), {
    what: `${marker} is there`,
    timeout: 30_000,
    every: 10,
  });
  return child;
}

/** What systemd sends at a stop: to the whole group here, which is more than the unit asks for. */
const stop = ({ pid = 0 }: ChildProcess): void => {
  process.kill(-pid, 'SIGTERM');
};

const ASKS = 'upgrade --assumeyes --security --releasever=latest';

describe('security updates', () => {
  it('are fetched first, then installed from what was fetched, out of the newest release', () => {
    expect(run()).toMatchObject({ status: 0 });
    expect(lines('dnf.log')).toEqual([`${ASKS} --refresh --downloadonly`, `${ASKS} --cacheonly`]);
  });

  it('are installed once a day, however often the host wakes', () => {
    run();
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('nothing to do') });
    expect(lines('dnf.log')).toHaveLength(2);
    const yesterday = Date.now() / 1000 - 21 * 3600;
    utimesSync(join(root, 'var/lib/catnap/security-updates'), yesterday, yesterday);
    run();
    expect(lines('dnf.log')).toHaveLength(4);
  });

  it.each([
    ['fetched', 'case "$*" in *downloadonly) exit 1 ;; esac', 1],
    ['installed', 'case "$*" in *cacheonly) exit 1 ;; esac', 2],
  ])('that could not be %s are tried again the next time', (_what, script, calls) => {
    dnf(script);
    expect(run().status).toBe(1);
    expect(lines('dnf.log')).toHaveLength(calls);
    dnf('true');
    expect(run().status).toBe(0);
    expect(lines('dnf.log')).toHaveLength(calls + 2);
  });

  it('that are being fetched end at once when the host stops', async () => {
    dnf(`touch '${root}/fetches'; exec sleep 300`);
    const child = await runUntil('fetches');
    stop(child);
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
    expect(existsSync(join(root, 'var/lib/catnap/security-updates'))).toBe(false);
  });

  it('that are being installed are installed to the end though the host stops', async () => {
    const install = `touch '${root}/installs'; while [ ! -e '${root}/go' ]; do sleep 0.02; done; touch '${root}/installed'`;
    dnf(`case "$*" in *cacheonly) ${install} ;; esac`);
    const child = await runUntil('installs');
    stop(child);
    stop(child);
    writeFileSync(join(root, 'go'), '');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(existsSync(join(root, 'installed'))).toBe(true);
    expect(existsSync(join(root, 'var/lib/catnap/security-updates'))).toBe(true);
  });

  it("leave shutting down to the unit: rpm's lock, which would keep EC2 from stopping the instance, is off", () => {
    const home = /^Environment=HOME=\/opt\/catnap\/current\/(.*)$/m;
    const unit = readFileSync(join(FOLDER, '../units/shared/catnap-security-updates.service'), 'utf8');
    const [, folder = ''] = home.exec(unit) ?? [];
    const macros = readFileSync(join(FOLDER, '..', folder, '.rpmmacros'), 'utf8');
    expect(macros).toMatch(/^%__transaction_systemd_inhibit %\{nil\}$/m);
  });
});
