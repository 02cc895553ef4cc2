import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '../temporary-folder.ts';

const HOST = join(import.meta.dirname, '..', '..', 'host');
const SYSTEM = 'etc/systemd/system';

const ANALYZE = 'systemd-analyze';

const temporaryFolder = temporaryFolders();

/** What the units of a host refer to, as far as systemd looks at it: targets, and programs that can be executed. */
const TARGETS = ['sysinit', 'basic', 'shutdown', 'network-online', 'timers', 'multi-user'];
const PROGRAMS = ['usr/bin/node-24', 'usr/bin/java', 'usr/bin/env', 'usr/local/bin/catnap-update'];

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** What systemd has to say of the units in a folder, one of them with another text if given. */
function verify(folder: string, changed: Readonly<Record<string, string>> = {}) {
  const root = temporaryFolder();
  for (const target of TARGETS) write(root, `usr/lib/systemd/system/${target}.target`, '[Unit]\n');
  for (const program of PROGRAMS) {
    write(root, program, '#!/bin/sh\n');
    chmodSync(join(root, program), 0o755);
  }
  const names = readdirSync(join(HOST, folder)).filter((name) => /\.(service|timer)$/.test(name));
  for (const name of names) {
    write(root, `${SYSTEM}/${name}`, changed[name] ?? readFileSync(join(HOST, folder, name), 'utf8'));
  }
  const files = names.map((name) => join(root, SYSTEM, name));
  const { status, stderr } = spawnSync(ANALYZE, ['verify', `--root=${root}`, ...files], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

const hasSystemd = spawnSync(ANALYZE, ['--version']).status === 0;

(hasSystemd ? describe : describe.skip)(
  `systemd itself${hasSystemd ? '' : ' (left out: this machine has no systemd-analyze)'}`,
  () => {
    it.each(['units', 'bootstrap'])('understands the %s of the hosts', (folder) => {
      expect(verify(folder)).toEqual({ status: 0, stderr: '' });
    });

    it('would say what it does not understand', () => {
      const careless = { 'catnap-watch.service': '[Service]\nExecStart=/usr/bin/env\nNonsense=1\n' };
      expect(verify('units', careless).stderr).toContain("Unknown key 'Nonsense'");
    });
  },
);
