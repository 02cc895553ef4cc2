import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { program } from './fake-root.ts';
import { machines } from './play-machines.ts';
import { unitsOf } from './units-of.ts';

/** Real processes take their time on a busy laptop. */
jest.setTimeout(60_000);

const HOST = join(import.meta.dirname, '..', '..', '..', 'host');
const UNIT = 'catnap-security-updates';
const DONE = 'var/lib/catnap/security-updates';

const start = machines();

/** User data with the real unit and its script, and a timer that is in a hurry, which is started as a boot starts it. */
function userData(more: Readonly<Record<string, string>> = {}): string {
  const folder = join(HOST, 'security-updates');
  const programs = readdirSync(folder).map((name) => [
    `/opt/catnap/current/security-updates/${name}`,
    readFileSync(join(folder, name), 'utf8'),
  ]);
  const files: Readonly<Record<string, string>> = {
    ...Object.fromEntries(programs),
    [`/etc/systemd/system/${UNIT}.service`]: unitsOf('kafka')[`${UNIT}.service`] ?? '',
    [`/etc/systemd/system/${UNIT}.timer`]: '[Timer]\nOnActiveSec=50ms\n',
    ...more,
  };
  const config = {
    write_files: Object.entries(files).map(([path, content]) => ({ path, content, permissions: '0755' })),
    runcmd: [
      ['systemctl', 'daemon-reload'],
      ['systemctl', 'start', `${UNIT}.timer`],
    ],
  };
  return `#cloud-config\n${JSON.stringify(config)}\n`;
}

describe('security updates on a machine', () => {
  it('are installed some time after the timer was started', async () => {
    const { root, wrote, is } = await start(userData());
    await wrote("The system of a machine is the laptop's.");
    await is(`${UNIT}.service`, 'inactive');
    expect(existsSync(join(root, DONE))).toBe(true);
  });

  it('that are being installed when the machine is switched off are waited for', async () => {
    const dnf = program(
      'case "$*" in *cacheonly) ;; *) exit 0 ;; esac',
      'echo installs',
      'while [ ! -e "$CATNAP_ROOT/run/go" ]; do sleep 0.02; done',
      'echo installed',
    );
    const { root, machine, wrote } = await start(userData({ '/usr/local/bin/dnf': dnf }));
    await wrote('installs');
    const off = machine.powerOff();
    writeFileSync(join(root, 'run/go'), '');
    await off;
    await wrote('installed');
    expect(existsSync(join(root, DONE))).toBe(true);
  });

  it('that are only being fetched are not', async () => {
    const dnf = program('echo fetches', 'exec sleep 300');
    const { root, machine, wrote } = await start(userData({ '/usr/local/bin/dnf': dnf }));
    await wrote('fetches');
    await machine.powerOff();
    expect(existsSync(join(root, DONE))).toBe(false);
  });
});
